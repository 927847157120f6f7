import type { DialectName } from '../../../../shared/model/server-type.ts';
import { parseAs400 } from './as400.ts';
import { parseDos } from './dos.ts';
import { parseEplf } from './eplf.ts';
import { parseMlsd } from './mlsd.ts';
import { parseMvsDataSets } from './mvs-data-sets.ts';
import { parseMvsBareMember, parseMvsMembers } from './mvs-members.ts';
import { parseNetPresenz } from './netpresenz.ts';
import { parseNetWare } from './netware.ts';
import { parseNonStop } from './nonstop.ts';
import { parseNortel } from './nortel.ts';
import { parseOs2 } from './os2.ts';
import { parseOs9 } from './os9.ts';
import type { LineParser } from './row.ts';
import { parseSterling } from './sterling.ts';
import { parseUnixCommon } from './unix-common.ts';
import { parseUnixDateless } from './unix-dateless.ts';
import { parseUnixNumeric } from './unix-numeric.ts';
import { parseUnix } from './unix.ts';
import { parseVms } from './vms.ts';
import { parseVShell } from './vshell.ts';
import { parseVxWorks } from './vxworks.ts';
import { parseZvm } from './zvm.ts';

/** Every dialect by its name; their order stands in shared/model/server-type.ts. */
export const dialects: Readonly<Record<DialectName, LineParser>> = {
  mlsd: parseMlsd,
  'unix-common': parseUnixCommon,
  netpresenz: parseNetPresenz,
  netware: parseNetWare,
  unix: parseUnix,
  dos: parseDos,
  eplf: parseEplf,
  vms: parseVms,
  vshell: parseVShell,
  os2: parseOs2,
  vxworks: parseVxWorks,
  as400: parseAs400,
  nortel: parseNortel,
  nonstop: parseNonStop,
  'mvs-data-sets': parseMvsDataSets,
  'mvs-members': parseMvsMembers,
  'mvs-bare-members': parseMvsBareMember,
  zvm: parseZvm,
  sterling: parseSterling,
  os9: parseOs9,
  'unix-numeric': parseUnixNumeric,
  'unix-dateless': parseUnixDateless,
};
