/**
 * One session of what the course teaches, as it is typed. `{home}` is the learner's folder as the
 * command line knows it, `{bound}` as the engine is to know it. A step
 * may wait, on each engine by itself, for what a learner would wait for.
 */
export interface Step {
  args: readonly string[];
  input?: string;
  /** a command and the output that it must have come to first */
  after?: { args: readonly string[]; says: string };
}

const words = (line: string): readonly string[] =>
  (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ""));
/** A line as it is typed, `'` around what holds blanks. */
export const type = (line: string, more: Omit<Step, "args"> = {}): Step => ({
  args: words(line),
  ...more,
});

export const session: readonly Step[] = [
  // first steps
  type("run --rm hello-world"),
  type("run --rm busybox echo bonjour"),
  type("run --rm -i busybox cat", { input: "entrée\n" }),
  type("run --rm busybox sh -c 'exit 7'"),
  type("run --rm busybox introuvable"),
  type("run -d --name web -e MOT=salut --label cours=1 busybox sh -c 'echo $MOT; sleep 3600'"),
  type("ps --format '{{.Names}} {{.Image}} {{.Command}} {{.Ports}}'"),
  type("ps -a --filter name=web --format '{{.Names}} {{.State}} {{.Labels}}'"),
  type("logs web", { after: { args: ["logs", "web"], says: "salut" } }),
  type("logs --tail 1 web"),
  type("exec web sh -c 'echo $MOT; pwd; id -u'"),
  type("exec -w /tmp -e A=b web sh -c 'pwd; echo $A'"),
  type("exec web introuvable"),
  type("exec -i web wc -c", { input: "12345" }),
  type("top web -eo args"),
  type("stats --no-stream --format '{{.Name}} {{.PIDs}}' web"),
  type("port web"),
  type("exec web touch /neuf"),
  type("diff web"),
  type(
    "inspect --format '{{.Name}} {{.State.Status}} {{.Config.Image}} {{json .Config.Env}} {{json .Config.Cmd}} {{json .Config.Labels}}' web",
  ),
  type(
    "inspect --format '{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.AutoRemove}} {{.Path}} {{json .Args}} {{.RestartCount}} {{.Platform}}' web",
  ),
  type(
    "inspect --format '{{json .Mounts}} {{json .HostConfig.Binds}} {{json .HostConfig.PortBindings}}' web",
  ),
  type("pause web"),
  type("ps --format '{{.Names}} {{.State}}'"),
  type("exec web true"),
  type("unpause web"),
  type("unpause web"),
  type("rename web site"),
  type("update -m 24m --memory-swap 24m site"),
  type("stop -t 1 site"),
  type("ps -a --format '{{.Names}} {{.State}}'"),
  type("exec site true"),
  type("start site"),
  type("restart -t 0 site"),
  type("kill site"),
  type("wait site"),
  // mistakes
  type("run --name site busybox true"),
  type("start absent"),
  type("rm absent"),
  type("logs absent"),
  type("exec absent true"),
  type("inspect absent"),
  type("rmi absent"),
  type("image inspect absent:2"),
  type("tag absent autre"),
  type("history absent"),
  type("volume rm absent"),
  type("volume inspect absent"),
  type("network rm absent"),
  type("network inspect absent"),
  type("run --rm --network absent busybox true"),
  type("run --rm --name 'a b' busybox true"),
  type("run --rm Busybox true"),
  type("create -m 1m busybox"),
  type("cp absent:/x ."),
  type("cp site:/absent ."),
  type("commit absent"),
  type("rename site ''"),
  // images
  type("commit -m 'à moi' -c 'ENV A=b' site moi:1"),
  type("images --format '{{.Repository}}:{{.Tag}}' moi"),
  type("history --format '{{.Comment}}' moi:1"),
  type("tag moi:1 moi:2"),
  type("run --rm moi:2 sh -c 'ls /neuf; echo $A'"),
  type("rmi moi:2"),
  type("save -o {home}/moi.tar moi:1"),
  type("rmi moi:1"),
  type("load -i {home}/moi.tar"),
  type("rm site"),
  type("rmi moi:1"),
  type("build -t app --build-arg QUI=Zoé {home}/app"),
  type("run --rm app"),
  type("build -q --target base -t app:base {home}/app"),
  type("run --rm app:base ls /srv"),
  type(
    "image inspect --format '{{json .Config.Cmd}} {{json .Config.Env}} {{.Config.WorkingDir}} {{json .Config.Labels}} {{json .RepoTags}}' app",
  ),
  type("build -t faux {home}/faux"),
  type("images --format '{{.Repository}}:{{.Tag}}' app"),
  type("rmi app app:base"),
  // volumes, binds
  type("volume create donnees"),
  type("volume ls --format '{{.Driver}} {{.Name}}'"),
  type("run --rm -v donnees:/d busybox sh -c 'echo gardé > /d/mot'"),
  type("run --rm -v donnees:/d:ro busybox sh -c 'cat /d/mot; touch /d/x'"),
  type("run -d --name tient -v donnees:/d busybox sleep 60"),
  type(
    "inspect --format '{{range .Mounts}}{{.Type}} {{.Name}} {{.Destination}} {{.RW}}{{end}} {{json .HostConfig.Binds}}' tient",
  ),
  type("volume rm donnees"),
  type("ps --filter volume=donnees --format '{{.Names}}'"),
  type("rm -f tient"),
  type("volume rm donnees"),
  type("run --rm -v {bound}/app:/srv:ro busybox ls /srv"),
  type("run --rm --mount type=bind,source={bound}/absent,target=/x busybox true"),
  type("run --rm --tmpfs /t:size=1m busybox sh -c 'touch /t/x && ls /t'"),
  // networks
  type("network create reseau"),
  type("network ls --filter name=reseau --format '{{.Name}} {{.Driver}} {{.Scope}}'"),
  type("network create reseau"),
  type(
    "run -d --name serveur --network reseau busybox sh -c 'mkdir /w; echo page > /w/index.html; exec httpd -f -h /w'",
  ),
  // names; where packets may go is the host's firewall's business, which differs
  type("run --rm --network reseau busybox sh -c 'nslookup serveur | grep -m1 Name'"),
  type(
    "network inspect --format '{{.Name}} {{.Driver}} {{.Internal}} {{range .Containers}}{{.Name}}{{end}}' reseau",
  ),
  type("network rm reseau"),
  type("network connect bridge serveur"),
  type("network disconnect bridge serveur"),
  type("rm -f serveur"),
  type("network rm reseau"),
  // health, restarts
  type("run -d --name sain --health-cmd true --health-interval 1s busybox sleep 60"),
  type("inspect --format '{{.State.Health.Status}}' sain", {
    after: { args: ["inspect", "--format", "{{.State.Health.Status}}", "sain"], says: "healthy" },
  }),
  type("run -d --name tenace --restart on-failure:1 busybox false"),
  type("inspect --format '{{.RestartCount}} {{.State.ExitCode}}' tenace", {
    after: {
      args: ["inspect", "--format", "{{.State.Status}} {{.RestartCount}}", "tenace"],
      says: "exited 1",
    },
  }),
  type("cp {home}/app/note.txt sain:/tmp/note.txt"),
  type("exec sain cat /tmp/note.txt"),
  type("cp sain:/tmp/note.txt {home}/retour.txt"),
  type("export -o {home}/sain.tar sain"),
  type("import {home}/sain.tar plat:1"),
  type("run --rm plat:1 cat /tmp/note.txt"),
  type("events --since 1 --until 2"),
  type("system df --format '{{.Type}} {{.Active}}'"),
  type("rm -f sain tenace"),
  type("container prune -f"),
  type("volume prune -f"),
  type("network prune -f"),
  type("rmi plat:1"),
  type("images --format '{{.Repository}}:{{.Tag}}'"),
];
