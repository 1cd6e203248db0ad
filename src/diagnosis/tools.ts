import { backpressureTool } from './backpressure-tool.ts';
import { changesTool } from './changes-tool.ts';
import { checkpointsTool } from './checkpoints-tool.ts';
import { configTool } from './config-tool.ts';
import { exceptionsTool } from './exceptions-tool.ts';
import type { Investigation } from './investigation.ts';
import { jobTool } from './job-tool.ts';
import { lagTool } from './lag-tool.ts';
import { logsTool } from './logs-tool.ts';
import { memoryTool } from './memory-tool.ts';
import { pastTool } from './past-tool.ts';
import { makeProcesses } from './processes.ts';
import { skewTool } from './skew-tool.ts';
import { skillScriptTool } from './skill-script-tool.ts';
import { skillTools } from './skill-tools.ts';
import { threadsTool } from './threads-tool.ts';
import type { Tool } from './tool.ts';

/** Everything that a model may have read about one incident. None of them changes anything. */
export function toolsOf(investigation: Investigation): Tool[] {
  const processes = makeProcesses(investigation);
  const ofJob =
    investigation.evidence.job === null
      ? []
      : [
          jobTool(investigation),
          exceptionsTool(investigation),
          checkpointsTool(investigation),
          backpressureTool(investigation),
          skewTool(investigation, processes),
          lagTool(investigation),
        ];
  return [
    ...ofJob,
    memoryTool(investigation, processes),
    logsTool(investigation, processes),
    threadsTool(investigation, processes),
    configTool(investigation),
    changesTool(investigation),
    pastTool(investigation),
    ...skillTools(investigation.skills, investigation.environment),
    ...skillScriptTool(investigation.scripts, investigation.skills, investigation.environment),
  ];
}
