import { join } from 'node:path';
import { ledgerModel } from './ledger-model.ts';
import { openedStore, tempFolder } from './temp-store.ts';

ledgerModel('SQLite', () => openedStore(join(tempFolder(), 'medic.sqlite')));
