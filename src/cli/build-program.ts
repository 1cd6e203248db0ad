import { Command } from 'commander';
import type { CliContext } from './context.ts';
import { addDoctorCommands } from './doctor-commands.ts';
import { addHealthCommand } from './health-command.ts';
import { addHoldCommands } from './hold-commands.ts';
import { addActionCommands, addIncidentCommands } from './incident-commands.ts';
import { addSopCommands } from './knowledge-commands.ts';
import { addLedgerCommands } from './ledger-commands.ts';
import { addReportCommand } from './report-command.ts';
import { addRunCommands } from './run-commands.ts';
import { addSkillCommands } from './skill-commands.ts';
import { programVersion } from './version.ts';

const closing = `
Without a command: what is going on, and what waits for you.

Exit codes:
  0    fine
  1    it ran, and the answer is bad news: a finding, a lint problem, a refused answer
  2    something you wrote is wrong: option, configuration, unknown id
  3    something outside did not answer, or is in use: cluster, store, model, data folder
  70   a mistake of flink-medic
  130  stopped by a signal

With --json, stdout holds exactly one JSON value: the result, or {"error": {"code", "message"}}.
Times in it are ISO 8601 in UTC; durations are milliseconds, under names that end in Ms, or whole seconds, under the name seconds.`;

/** All commands in the order in which people meet them. */
export function buildProgram(context: CliContext): Command {
  const program = new Command('flink-medic')
    .description('An on-call agent for Apache Flink')
    .option('--config <file>', 'configuration; else FLINK_MEDIC_CONFIG, else flink-medic.yaml here')
    .option('--json', 'one JSON value on stdout instead of text')
    .version(programVersion(), '--version', 'show the version')
    .addHelpText('after', closing);
  addDoctorCommands(program, context);
  addRunCommands(program, context);
  addIncidentCommands(program, context);
  addActionCommands(program, context);
  addHoldCommands(program, context);
  addReportCommand(program, context);
  addLedgerCommands(program, context);
  addSopCommands(program, context);
  addSkillCommands(program, context);
  addHealthCommand(program, context);
  return program;
}
