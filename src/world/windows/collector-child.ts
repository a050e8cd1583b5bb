import {answering} from './answering.ts'
import {koffiWinApi} from './koffi/api.ts'
import {libOf} from './koffi/lib.ts'
import {cryptFunctions} from './koffi/lib-crypt.ts'
import {sspiFunctions} from './koffi/lib-sspi.ts'
import {loadKoffi} from './koffi/load.ts'

/** The program of the process that asks Windows: what a wrong call would break is this process and not the doctor's. */
answering(() => koffiWinApi(libOf(loadKoffi(), {...cryptFunctions, ...sspiFunctions})))
