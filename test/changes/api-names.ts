/** Functions of Windows and what Microsoft Graph calls its writes: nobody who reads a plan needs to know them. */
export const apiNames =
  /\b(?:Reg(?:Set|Delete|Create|Open|Query)\w*|N?Crypt[A-Z]\w+|BCrypt\w+|Cert(?:Add|Delete|Open|Find|Set|Create)\w+|(?:Open|Start|Control|Change|Query)Service\w*|CreateFile\w*|SetNamedSecurityInfo\w*|addKey|removeKey|keyCredentials?|servicePrincipals|PATCH|POST|Win32|HRESULT)\b/
