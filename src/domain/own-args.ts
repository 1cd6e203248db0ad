import { z } from 'zod';

/** What of an incident a SOP may hand to a kind of the team's own. No text of a diagnosis or an exception is among it. */
export const incidentFields = ['id', 'cluster', 'job', 'environment', 'severity', 'sop'] as const;
export type IncidentFields = Readonly<Record<(typeof incidentFields)[number], string>>;

const references = incidentFields.map((field) => `incident.${field}` as const);

const Given = z.union([z.string().max(2000), z.number(), z.boolean(), z.strictObject({ from: z.enum(references) })], {
  error: `a text, a number, true or false, or { from: … } with one of ${references.join(', ')}`,
});

/** The arguments of a kind of the team's own, as a SOP writes them. */
export const OwnWith = z.record(z.string(), Given).superRefine((given, context) => {
  for (const name of Object.keys(given)) {
    const wrong = (message: string) => context.addIssue({ code: 'custom', path: [name], message });
    if (name === 'incident') wrong('another name: incident is added by itself');
    else if (!/^[A-Za-z_]\w{0,63}$/.test(name)) wrong('a name of letters, digits and _');
  }
});
export type OwnWith = z.infer<typeof OwnWith>;

/** As they are planned, shown, approved and sent. `incident` makes the same arguments another action for another incident. */
export type OwnArgs = Readonly<Record<string, string | number | boolean>>;

/** Fills in what the SOP takes from the incident. */
export function ownArgs(given: OwnWith, fields: IncidentFields): OwnArgs {
  const args: Record<string, string | number | boolean> = { incident: fields.id };
  for (const [key, value] of Object.entries(given)) {
    const filled = typeof value === 'object' ? fields[fieldOf(value.from)] : value;
    // What is stored is canonical JSON, which half a character cannot be part of.
    args[key] = typeof filled === 'string' ? filled.toWellFormed() : filled;
  }
  return args;
}

function fieldOf(reference: (typeof references)[number]): (typeof incidentFields)[number] {
  return reference.slice('incident.'.length) as (typeof incidentFields)[number];
}
