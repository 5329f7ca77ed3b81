// Answers questions to Cedar, one a line: {"policies":"…"} sets the policies, {"context":{…}} asks, by "allow" or "deny".
import { createInterface } from 'node:readline';
import cedar from '@cedar-policy/cedar-wasm/nodejs';

const of = (type, id) => ({ type, id });
for await (const line of createInterface({ input: process.stdin })) {
    const { policies, context } = JSON.parse(line);
    if (policies !== undefined) {
        const parsed = cedar.preparsePolicySet('policies', { staticPolicies: policies });
        console.log(parsed.type === 'success' ? 'read' : JSON.stringify(parsed));
        continue;
    }

    const answer = cedar.statefulIsAuthorized({ principal: of('ToolRegistry::Asker', 'someone'), action: of('ToolRegistry::Action', 'use'), resource: of('ToolRegistry::Software', 'it'), context, preparsedPolicySetId: 'policies', entities: [] });
    console.log(answer.type === 'success' ? answer.response.decision : JSON.stringify(answer));
}
