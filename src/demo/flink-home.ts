import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { DemoError } from './demo-error.ts';
import { runTool } from './run-tool.ts';

/** The Flink versions that the demo and the live tests start. */
export const flinkVersions = ['1.20.4', '2.3.0'] as const;
export type FlinkVersion = (typeof flinkVersions)[number];

/** Everything needed to start one version of Flink on this machine. */
export interface FlinkHome {
  readonly version: string;
  /** Command that starts Java. */
  readonly java: string;
  /** Flink's own jars. */
  readonly libDir: string;
  /** The demo's jobs, to be uploaded through REST. */
  readonly jobsJar: string;
  /** Ends a JVM when its parent is gone; see jobs/src/main/java/org/flinkmedic/launcher. */
  readonly launcherJar: string;
}

export interface PrepareOptions {
  readonly onProgress?: (line: string) => void;
  /** Where Flink is kept; default `.flink` beside package.json. */
  readonly directory?: string;
  /** Ends the running tool; the call throws then. */
  readonly signal?: AbortSignal;
}

/** Programs that the demo needs; each is a command name or path. */
export interface JavaTools {
  readonly java: string;
  readonly javac: string;
  readonly jar: string;
  readonly mvn: string;
}

const projectRoot = join(import.meta.dirname, '..', '..');
const oldestJava = 17;

/**
 * Finds Java, its compiler and Maven on the PATH.
 * @throws {DemoError} `demo.tool_missing`, naming every program that is missing and how to get it.
 */
export async function findJava(commands: Partial<JavaTools> = {}): Promise<JavaTools> {
  const tools = { java: 'java', javac: 'javac', jar: 'jar', mvn: 'mvn', ...commands };
  const missing: string[] = [];
  const java = await runTool(tools.java, ['-version']);
  const major = Number(/version "(\d+)/.exec(java.output)?.[1] ?? Number.NaN);
  if (java.exitCode !== 0) {
    missing.push(`Java ${oldestJava} or newer ("${tools.java}")`);
  } else if (!(major >= oldestJava)) {
    missing.push(`Java ${oldestJava} or newer ("${tools.java}" is ${Number.isNaN(major) ? 'unknown' : major})`);
  }
  for (const name of ['javac', 'jar'] as const) {
    if ((await runTool(tools[name], ['--version'])).exitCode !== 0) {
      missing.push(`the Java compiler's "${tools[name]}"`);
    }
  }
  if ((await runTool(tools.mvn, ['-v'])).exitCode !== 0) missing.push(`Maven ("${tools.mvn}")`);
  if (missing.length > 0) {
    throw new DemoError(
      'demo.tool_missing',
      `A local Flink cannot be started, missing: ${missing.join(', ')}. Install a JDK 17 and Maven, e.g. apt-get install openjdk-17-jdk-headless maven, and put them on the PATH.`,
    );
  }
  return tools;
}

/**
 * Downloads Flink's jars with Maven (1.17 or newer, for which the demo's jobs are written) and compiles the demo's jobs against them. What is already there and unchanged
 * is kept, so the second call takes about a second.
 * @throws {DemoError} `demo.tool_missing` or `demo.build_failed`, with the tool's own last words.
 */
export async function prepareFlink(version: string, options: PrepareOptions = {}): Promise<FlinkHome> {
  const progress = options.onProgress ?? (() => {});
  const home = join(options.directory ?? join(projectRoot, '.flink'), version);
  const sources = join(projectRoot, 'jobs');
  const pom = join(sources, 'pom.xml');
  const tools = await findJava();
  options.signal?.throwIfAborted();
  await mkdir(home, { recursive: true });

  const libDir = join(home, 'lib');
  const libStamp = await digest([pom], version);
  if (!(await isStamped(join(libDir, '.stamp'), libStamp))) {
    progress(`Flink ${version}: fetching its jars from Maven Central (about 80 MB, once)`);
    await inFreshFolder(home, async (fresh) => {
      const copy = [`-Dflink.version=${version}`, `-DoutputDirectory=${fresh}`, '-DincludeScope=runtime'];
      await build(tools.mvn, ['-q', '-B', '-f', pom, ...copy, 'dependency:copy-dependencies'], options.signal);
      await writeFile(join(fresh, '.stamp'), libStamp);
      await replaceFolder(fresh, libDir);
    });
  }

  const jars = join(home, 'jars');
  const javaFiles = await filesUnder(join(sources, 'src'), '.java');
  const jarStamp = await digest(javaFiles, libStamp);
  if (!(await isStamped(join(jars, '.stamp'), jarStamp))) {
    progress(`Flink ${version}: compiling the demo's jobs`);
    await inFreshFolder(home, async (fresh) => {
      await compileJars(tools, { fresh, libDir, javaFiles });
      await writeFile(join(fresh, '.stamp'), jarStamp);
      await replaceFolder(fresh, jars);
    });
  }
  progress(`Flink ${version}: ready in ${relative(projectRoot, home) || home}`);
  return {
    version,
    java: tools.java,
    libDir,
    jobsJar: join(jars, 'jobs.jar'),
    launcherJar: join(jars, 'launcher.jar'),
  };
}

/** Makes two jars: the jobs without the classes of src/absent, and the launcher, which Flink must not see as user code. */
async function compileJars(
  tools: JavaTools,
  { fresh, libDir, javaFiles }: { fresh: string; libDir: string; javaFiles: readonly string[] },
): Promise<void> {
  const classes = join(fresh, 'classes');
  await build(tools.javac, ['--release', '17', '-nowarn', '-d', classes, '-cp', join(libDir, '*'), ...javaFiles]);
  for (const name of ['jobs', 'launcher']) {
    await build(tools.jar, ['--create', '--file', join(fresh, `${name}.jar`), '-C', classes, `org/flinkmedic/${name}`]);
  }
  await rm(classes, { recursive: true });
}

async function build(command: string, args: readonly string[], signal?: AbortSignal): Promise<void> {
  const { exitCode, output } = await runTool(command, args, signal);
  signal?.throwIfAborted();
  if (exitCode === 0) return;
  const lastLines = output.trimEnd().split('\n').slice(-15).join('\n');
  throw new DemoError('demo.build_failed', `${command} ${args.slice(0, 8).join(' ')} … failed:\n${lastLines}`);
}

async function inFreshFolder(parent: string, work: (fresh: string) => Promise<void>): Promise<void> {
  const fresh = await mkdtemp(join(parent, 'new-'));
  try {
    await work(fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Puts a finished folder in place; where another process did so first, a copy over it gives the same files. */
async function replaceFolder(fresh: string, place: string): Promise<void> {
  await rm(place, { recursive: true, force: true });
  try {
    await rename(fresh, place);
  } catch {
    await cp(fresh, place, { recursive: true });
  }
}

async function isStamped(file: string, stamp: string): Promise<boolean> {
  return existsSync(file) && (await readFile(file, 'utf8')) === stamp;
}

async function digest(files: readonly string[], seed: string): Promise<string> {
  const hash = createHash('sha256').update(seed);
  for (const file of files) hash.update(file).update(await readFile(file));
  return hash.digest('hex');
}

async function filesUnder(folder: string, extension: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(extension));
  return files.map((entry) => join(entry.parentPath, entry.name)).toSorted();
}
