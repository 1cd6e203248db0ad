import { join } from 'node:path';
import { storeContract } from './contract.ts';
import { openedStore, tempFolder } from './temp-store.ts';

storeContract('SQLite', () => openedStore(join(tempFolder(), 'medic.sqlite')));
