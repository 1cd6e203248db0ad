import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { StoreLocked, StoreUnavailable, StoreUnusable } from '../adapters/store/store-error.ts';
import { lintSops } from '../knowledge/lint-sops.ts';
import type { OwnActions } from '../domain/sop.ts';
import { loadOwnKinds } from '../serving/own-kinds.ts';
import type { CliContext } from './context.ts';
import { isServed, storeName } from './configured-store.ts';
import { databaseFile, isServing, nearestThere } from './data-folder.ts';
import { actionFindings } from './doctor-actions.ts';
import type { DoctorFinding } from './doctor.ts';
import { count } from './output.ts';
import { openConfiguredSops } from './sop-folders.ts';

/** What doctor can tell of this machine without asking anybody: data folder, database, serve, SOP folders. */
export async function checkHere(context: CliContext): Promise<DoctorFinding[]> {
  const { data, sops, database } = context.config();
  const store = database === undefined ? await storeFindings(context, data) : await databaseFindings(context);
  const own = await loadOwnKinds(context.config());
  return [...store, ...actionFindings(own), ...(await sopFindings(context, sops, own.actions))];
}

async function storeFindings(context: CliContext, data: string): Promise<DoctorFinding[]> {
  const about = 'store';
  if (!existsSync(data)) {
    const parent = nearestThere(data);
    if (!statSync(parent).isDirectory()) {
      return [{ level: 'problem', about, text: `${data} cannot be made: ${parent} is not a folder` }];
    }
    return [
      canUse(parent)
        ? { level: 'note', about, text: `${data} is not there yet: serve has not run` }
        : { level: 'problem', about, text: `${data} is not there, and ${parent} cannot be written by this user` },
    ];
  }
  if (!statSync(data).isDirectory()) return [{ level: 'problem', about, text: `${data} is not a folder` }];
  if (!canUse(data)) return [{ level: 'problem', about, text: `${data} cannot be written by this user` }];
  if (!existsSync(databaseFile(data))) {
    return [{ level: 'note', about, text: `${data} can be written and holds no database yet: serve has not run` }];
  }
  const serve: DoctorFinding = (await isServing(data))
    ? { level: 'ok', about: 'serve', text: 'runs' }
    : { level: 'note', about: 'serve', text: 'does not run on this data folder: nothing is watched' };
  try {
    await context.withStore(() => Promise.resolve());
    return [{ level: 'ok', about, text: `${databaseFile(data)} has the schema of this version` }, serve];
  } catch (error) {
    if (error instanceof StoreLocked) return [{ level: 'silent', about, text: error.message }, serve];
    if (error instanceof StoreUnusable) return [{ level: 'problem', about, text: error.message }, serve];
    throw error;
  }
}

async function databaseFindings(context: CliContext): Promise<DoctorFinding[]> {
  const about = 'store';
  try {
    return await context.withStore(async (store): Promise<DoctorFinding[]> => {
      const served = await isServed(context.config(), store);
      return [
        { level: 'ok', about, text: `${storeName(context.config())} has the schema of this version` },
        served
          ? { level: 'ok', about: 'serve', text: 'runs' }
          : { level: 'note', about: 'serve', text: 'does not run on this database: nothing is watched' },
      ];
    });
  } catch (error) {
    if (error instanceof StoreLocked || error instanceof StoreUnavailable)
      return [{ level: 'silent', about, text: error.message }];
    if (error instanceof StoreUnusable) return [{ level: 'problem', about, text: error.message }];
    throw error;
  }
}

async function sopFindings(
  { output, signal }: CliContext,
  folders: readonly string[],
  own: OwnActions,
): Promise<DoctorFinding[]> {
  const libraries = openConfiguredSops(folders, own);
  // It takes seconds.
  if (libraries.some((library) => library.refresh().files > 0)) output.progress('checking the SOPs …');
  const findings: DoctorFinding[] = [];
  for (const [index, library] of libraries.entries()) {
    const { files, problems } = await lintSops(library, signal);
    const folder = folders[index] ?? '';
    const what = problems.length === 0 ? 'no problems' : count(problems.length, 'problem');
    const todo = problems.length === 0 ? '' : ': flink-medic sop lint';
    const level = problems.length === 0 ? 'ok' : 'problem';
    findings.push({ level, about: 'SOPs', text: `${folder}: ${count(files, 'file')}, ${what}${todo}` });
  }
  return findings;
}

function canUse(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
