import { describe, expect, it } from "vitest";
import { maskCommand } from "./mask";

describe("a command that is shown to trainers", () => {
  it.each([
    "docker run -d --name web -p 8080:80 nginx",
    "docker exec -it web sh -c 'ls /usr/share'",
    "mkdir -p a/b && cd a/b",
    "docker compose -p projet up -d",
    "cat /etc/passwd | wc -l",
    "tar -xzf token.tar.gz",
  ])("is shown as it is: %s", (command) => {
    expect(maskCommand(command)).toBe(command);
  });

  it.each([
    "docker run -e MYSQL_ROOT_PASSWORD=s3same mysql",
    "docker run -e 'MYSQL_ROOT_PASSWORD=s3same' mysql",
    'docker run -e POSTGRES_PASSWORD="s3same ouvre toi" postgres',
    "docker login -u ada -p s3same",
    "docker login --password s3same",
    "docker login --password=s3same",
    "echo s3same | docker login -u ada --password-stdin",
    "mysql -u root -ps3same",
    "mysql -u root -p s3same",
    "export API_KEY=s3same",
    "export GITHUB_TOKEN='s3same'",
    "curl -u ada:s3same http://localhost",
    "curl -H 'Authorization: Bearer s3same' http://localhost",
    "git clone https://ada:s3same@example.org/x.git",
    " echo s3same",
  ])("keeps a secret in it to the learner: %s", (command) => {
    expect(maskCommand(command)).not.toContain("s3same");
    expect(maskCommand(command)).not.toContain("ouvre");
  });

  it("is one bounded line that hides and turns nothing", () => {
    expect(maskCommand("ls\n\u202e -l\u0007\t/")).toBe("ls -l /");
    expect([...maskCommand("😀".repeat(1000))]).toHaveLength(200);
  });

  it("takes no longer for a hostile line", () => {
    const began = performance.now();
    for (const piece of ["password", "-p ", "a:", "'", "docker login ", "pass=", " -u a:"])
      maskCommand(piece.repeat(400).slice(0, 400));
    expect(performance.now() - began).toBeLessThan(300);
  });
});
