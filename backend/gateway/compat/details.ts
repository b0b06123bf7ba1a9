/**
 * What is compared field by field, and a project of Compose's: a second session, after the one that
 * the course types. `json`: the output is JSON.
 */
import { type Step, type as typed } from "./session";

export interface Detail extends Step {
  /** `docker compose` in the folder of that name; else `docker` */
  project?: string;
  json?: boolean;
}

const type = (line: string, more: Omit<Detail, "args"> = {}): Detail => ({
  ...typed(line),
  ...more,
});
const compose = (line: string, more: Omit<Detail, "args"> = {}): Detail =>
  type(line, { project: "projet", ...more });

/** Ports of the machine's, where an ordinary engine publishes. */
export const ports = { web: 28_931, direct: 28_932 };

/** Two services, of which one waits for the other's health. */
export const composeFile = `services:
  base:
    image: busybox
    command: sh -c "echo base; touch /pret; exec sleep 300"
    stop_grace_period: 0s
    healthcheck:
      test: ["CMD", "test", "-f", "/pret"]
      interval: 1s
  web:
    image: busybox
    command: sh -c "mkdir /w; echo page > /w/index.html; echo web; exec httpd -f -p 80 -h /w"
    stop_grace_period: 0s
    depends_on:
      base:
        condition: service_healthy
    ports:
      - "${ports.web}:80"
    volumes:
      - donnees:/d
volumes:
  donnees:
`;

const running = "{{.Name}} {{.Service}} {{.State}} {{.Health}} {{.Ports}}";

export const details: readonly Detail[] = [
  // what Compose does with a project
  compose("config --services"),
  compose("up -d"),
  compose(`ps --format '${running}'`),
  compose("ps -a --format json", { json: true }),
  compose("logs --no-color --no-log-prefix"),
  compose("exec -T web cat /w/index.html"),
  compose("exec -T base sh -c 'exit 4'"),
  compose("port web 80"),
  compose("images base"),
  compose("ls --format json", { json: true }),
  type("ps --no-trunc --format json", { json: true }),
  type("inspect projet-web-1", { json: true }),
  type("network inspect projet_default", { json: true }),
  type("volume inspect projet_donnees", { json: true }),
  type("network ls --filter label=com.docker.compose.project=projet --format json", { json: true }),
  type("volume ls --format json", { json: true }),
  compose("restart -t 0 web"),
  compose(`ps --format '${running}'`),
  compose("stop -t 0 web"),
  compose("up -d"),
  compose("down -v -t 0"),
  compose("ps -a -q"),
  type("volume ls -q --filter label=com.docker.compose.project=projet"),
  // published ports
  type(`run -d --name porte -p ${ports.direct}:80 -p 127.0.0.1::81/tcp busybox sleep 300`),
  type("port porte 80"),
  type(`ps --filter publish=${ports.direct} --format '{{.Names}}'`),
  type(`ps --filter publish=80 --format '{{.Names}}'`),
  type(`ps --filter expose=81/tcp --format '{{.Names}}'`),
  type("inspect --format '{{json .HostConfig.PortBindings}}' porte"),
  type(`run --name prise -p ${ports.direct}:80 busybox true`),
  type("rm prise"),
  type("stop -t 0 porte"),
  type("port porte"),
  type("ps -a --filter name=porte --format '{{.Ports}}'"),
  type("rm porte"),
  // every field of an image's, and of a container's that has most options of the course
  type("image inspect busybox", { json: true }),
  type("images --format json busybox", { json: true }),
  type("network create --label a=b interne --internal"),
  type("network inspect interne", { json: true }),
  type("volume create --label a=b garde"),
  type("volume inspect garde", { json: true }),
  type(
    "create --name riche -it -e A=b -w /tmp -u 1000:1000 -l cours=2 --restart unless-stopped --read-only --tmpfs /t --init --network interne --network-alias alias -v garde:/g:ro --entrypoint sh --stop-signal INT --stop-timeout 3 --health-cmd true busybox -c true",
  ),
  type("inspect riche", { json: true }),
  type("container inspect --size riche --format '{{.Config.Tty}}'"),
  type("rm riche"),
  type("network rm interne"),
  type("volume rm garde"),
  // events: an engine remembers the last 256 of everybody's, so they are asked for at once
  type("run --rm --name bref -l cours=3 busybox sh -c 'exit 3'"),
  type(
    "events --since {since} --until {now} --filter container=bref --format '{{.Type}} {{.Action}} {{.Actor.Attributes.name}} {{.Actor.Attributes.exitCode}}'",
  ),
  type(
    "events --since {since} --until {now} --filter container=bref --filter event=die --format '{{json .}}'",
    { json: true },
  ),
  type("network create passe"),
  type("network rm passe"),
  type(
    "events --since {since} --until {now} --filter network=passe --filter event=destroy --format '{{.Type}} {{.Action}} {{.Actor.Attributes.name}}'",
  ),
];
