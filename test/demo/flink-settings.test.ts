import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { writeSettings } from '../../src/demo/flink-settings.ts';

const config = { 'rest.address': '127.0.0.1', 'rest.port': '8081', 'state.checkpoints.dir': 'file:///tmp/a b' };

async function written(version: string): Promise<{ files: string[]; read: (file: string) => string }> {
  const directory = mkdtempSync(join(tmpdir(), 'flink-medic-settings-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  await writeSettings(directory, version, config, { rest: 8081, rpc: 6123, zooKeeper: undefined });
  const conf = join(directory, 'conf');
  return { files: readdirSync(conf).toSorted(), read: (file) => readFileSync(join(conf, file), 'utf8') };
}

test.each(['1.19.3', '1.20.4', '2.3.0', '2.10.0'])(
  'Flink %s gets YAML in which every value is a text',
  async (version) => {
    const { files, read } = await written(version);

    expect(files).toEqual(['config.yaml', 'log4j.properties']);
    expect(parse(read('config.yaml'))).toEqual(config);
  },
);

// These read no config.yaml, and take a line's value as it stands.
test.each(['1.17.2', '1.18.1'])('Flink %s gets lines without quotes', async (version) => {
  const { files, read } = await written(version);

  expect(files).toEqual(['flink-conf.yaml', 'log4j.properties']);
  expect(read('flink-conf.yaml')).toBe(
    'rest.address: 127.0.0.1\nrest.port: 8081\nstate.checkpoints.dir: file:///tmp/a b\n',
  );
});
