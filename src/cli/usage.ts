import type { Command, CommanderError } from 'commander';
import { UserMistake } from '../domain/errors.ts';

/** Parsing ended without a command to run: help or the version was asked for, or no command was named. */
export class ParsingEnded extends Error {
  readonly ending: 'help' | 'version' | 'no-command';
  readonly text: string;

  constructor(ending: ParsingEnded['ending'], text: string) {
    super(ending);
    this.ending = ending;
    this.text = text;
  }
}

/**
 * Commander neither prints nor ends the process: what it would have done is thrown, as {ParsingEnded} or {UserMistake}.
 * Call it after the last command is added.
 */
export function throwInsteadOfExit(program: Command): void {
  let written = '';
  forEachCommand(program, (command) => {
    command.configureOutput({
      writeOut: (text) => {
        written += text;
      },
      writeErr: () => {},
      outputError: () => {},
    });
    command.exitOverride((error) => {
      throw endingOf(error, command, written.trimEnd());
    });
  });
}

function forEachCommand(command: Command, visit: (command: Command) => void): void {
  visit(command);
  for (const child of command.commands) forEachCommand(child, visit);
}

function endingOf(error: CommanderError, command: Command, written: string): Error {
  if (error.code === 'commander.version') return new ParsingEnded('version', written);
  if (written !== '') return new ParsingEnded('help', written);
  if (error.code === 'commander.help') {
    // Help for a command that is not there is wanted in the same way as help for none.
    const asked = command.args.at(-1);
    if (asked !== undefined) return new UserMistake(`Unknown command '${asked}'. See: ${pathOf(command)} --help`);
    if (command.parent === null) return new ParsingEnded('no-command', '');
    const names = command.commands.map((child) => child.name()).join(', ');
    return new UserMistake(`${pathOf(command)} needs one of: ${names}. See: ${pathOf(command)} --help`);
  }
  const text = error.message
    .replace(/^error: /, '')
    .replace(/\.?\n\(Did you mean (.*)\?\)$/, '. Did you mean $1?')
    .replace(/\s+/g, ' ')
    .replace(/([^.?])$/, '$1.')
    .replace(/^./, (first) => first.toUpperCase());
  return new UserMistake(`${text} See: ${pathOf(command)} --help`);
}

/** `flink-medic incidents show`. */
function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}
