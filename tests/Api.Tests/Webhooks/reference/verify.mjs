// Verifies, by the reference library, what stands on standard input: lines of {"secret", "headers", "body"}; says of each "ok" or why not.
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";

// The library holds times against its own clock, and the tests have theirs.
const realNow = Date.now;

for await (const line of createInterface({ input: process.stdin })) {
    const { secret, headers, body } = JSON.parse(line);
    Date.now = () => Number(headers["webhook-timestamp"]) * 1000;
    try {
        new Webhook(secret).verify(body, headers);
        console.log("ok");
    } catch (failure) {
        console.log(failure.message);
    } finally {
        Date.now = realNow;
    }
}
