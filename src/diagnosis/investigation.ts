import type { Evidence } from '../domain/evidence.ts';
import type { Incident } from '../domain/incident.ts';
import type { JobWindow } from '../domain/snapshot.ts';
import type { FlinkDiagnose } from '../ports/flink-diagnose.ts';
import type { SkillScripts } from '../ports/skill-scripts.ts';
import type { Skills } from '../ports/skills.ts';
import type { IncidentStore, LedgerStore } from '../ports/store.ts';

/** Everything that the tools of one incident may read. It is chosen by the incident, and by nothing that a model says. */
export interface Investigation {
  readonly incident: Incident;
  /** What the rules saw: tools answer from it first, so that model and rules speak of the same moment. */
  readonly evidence: Evidence;
  /** Undefined: the trouble is the cluster's, or this process has not seen the job yet. */
  readonly window: JobWindow | undefined;
  /** Of the incident's cluster. */
  readonly flink: FlinkDiagnose;
  readonly incidents: Pick<IncidentStore, 'list'>;
  readonly actions: Pick<LedgerStore, 'actions'>;
  /** Undefined: none are configured. */
  readonly skills: Skills | undefined;
  /** Undefined: no script is allowed. */
  readonly scripts?: SkillScripts | undefined;
  readonly environment: string;
}
