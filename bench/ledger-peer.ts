import { DBOS } from '@dbos-inc/dbos-sdk';

const nothing = (): void => {};

/** Its defaults, but silent, and with a version that every process of a run shares. */
export async function launchPeer(url: string, schema: string): Promise<void> {
  DBOS.setConfig({
    name: 'bench',
    systemDatabaseUrl: url,
    systemDatabaseSchemaName: schema,
    applicationVersion: '1',
    logger: { info: nothing, debug: nothing, warn: nothing, error: nothing },
  });
  await DBOS.launch();
}
