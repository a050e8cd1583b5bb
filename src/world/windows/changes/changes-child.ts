import {answering} from '../answering.ts'
import {koffiWinChanges} from '../koffi/changes/api.ts'
import {changeFunctions} from '../koffi/changes/functions.ts'
import {libOf} from '../koffi/lib.ts'
import {cryptFunctions} from '../koffi/lib-crypt.ts'
import {loadKoffi} from '../koffi/load.ts'

/**
 * The program of the process that changes Windows. It is another one than that which asks: in the doctor's there is
 * nothing that could write, whatever it were told.
 */
answering(() => koffiWinChanges(libOf(loadKoffi(), {...cryptFunctions, ...changeFunctions})))
