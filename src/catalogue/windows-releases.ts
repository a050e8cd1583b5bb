/**
 * Windows Server by build, with the day on which its (extended) support ends.
 * Source: Microsoft Learn, "Windows Server release information" and the lifecycle page of each release.
 */
export const serverReleases: readonly {build: number; name: string; supportedUntil: string}[] = [
  {build: 9200, name: 'Windows Server 2012', supportedUntil: '2023-10-10'},
  {build: 9600, name: 'Windows Server 2012 R2', supportedUntil: '2023-10-10'},
  {build: 14393, name: 'Windows Server 2016', supportedUntil: '2027-01-12'},
  {build: 17763, name: 'Windows Server 2019', supportedUntil: '2029-01-09'},
  {build: 20348, name: 'Windows Server 2022', supportedUntil: '2031-10-14'},
  {build: 25398, name: 'Windows Server, version 23H2', supportedUntil: '2025-10-24'},
  {build: 26100, name: 'Windows Server 2025', supportedUntil: '2034-11-14'},
]

/** The extension asks for Windows Server 2012 at least ("Integrate your existing NPS infrastructure …", prerequisites). */
export const oldestServerBuild = 9200
