import { storeContract } from './contract.ts';
import { ledgerModel } from './ledger-model.ts';
import { usePostgres } from './temp-postgres.ts';

const postgres = usePostgres();

storeContract('PostgreSQL', () => postgres.openedEmpty());
ledgerModel('PostgreSQL', () => postgres.openedEmpty(), 20);
