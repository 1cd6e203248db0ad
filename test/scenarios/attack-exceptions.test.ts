import { playAttacks } from './attack/play-attacks.ts';

playAttacks((entry) => entry.startsWith('exception'));
