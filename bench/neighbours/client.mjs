/**
 * A hostile client of one unix socket, in a process of its own: `client.mjs <kind> <socket> [path]`.
 * The bench puts it into the attacker's control group, where the learner's own programs are.
 */
import { connect } from "node:net";

const [kind, socket, path = ""] = process.argv.slice(2);
const get = (target) => `GET ${target} HTTP/1.1\r\nHost: docker\r\n\r\n`;

/** Requests one after the other without waiting for answers, 20 at a time, again on a new connection. */
function flood(target) {
  const client = connect(socket);
  const burst = get(target).repeat(20);
  const write = () => {
    while (!client.destroyed && client.write(burst));
  };
  client.on("drain", write);
  client.on("connect", write);
  client.on("error", () => {});
  client.on("close", () => setImmediate(() => flood(target)));
  client.resume();
}

/** A request as soon as the last one is answered, on one connection. */
function inTurn(target) {
  const client = connect(socket);
  const ask = () => client.write(get(target));
  client.on("connect", ask);
  client.on("data", ask);
  client.on("error", () => {});
  client.on("close", () => setImmediate(() => inTurn(target)));
}

/** A connection for each request, closed without waiting for the answer's end. */
function short(target) {
  const client = connect(socket);
  client.on("connect", () => client.write(get(target)));
  client.on("data", () => client.destroy());
  client.on("error", () => {});
  client.on("close", () => setImmediate(() => short(target)));
}

/** Connects and says nothing; again when it is closed. */
function idle() {
  const client = connect(socket);
  client.on("error", () => {});
  client.on("close", () => setTimeout(idle, 50));
  client.resume();
}

/** Asks for a stream and never reads it. */
function deaf(target) {
  const client = connect(socket);
  client.on("connect", () => client.write(get(target)));
  client.on("error", () => {});
  client.pause();
}

switch (kind) {
  case "flood":
    for (let i = 0; i < 32; i++) flood(path);
    break;
  case "in-turn":
    for (let i = 0; i < 32; i++) inTurn(path);
    break;
  case "short":
    for (let i = 0; i < 32; i++) short(path);
    break;
  case "idle":
    for (let i = 0; i < 10_000; i++) idle();
    break;
  case "deaf":
    for (let i = 0; i < 32; i++) deaf(path);
    break;
  default:
    throw new Error(`no such client: ${kind}`);
}
