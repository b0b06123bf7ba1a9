import { expect, test } from "vitest";
import { environmentOf } from "./programs";

const env = {
  PATH: "/bin",
  ESCALE_PORT: "3001",
  ESCALE_DOCKER_HOST: "unix:///run/docker.sock",
  DATABASE_URL: "postgres://secret",
  ESCALE_SMTP_URL: "smtps://user:secret@mail.example.org",
  ESCALE_OIDC_CLIENT_SECRET: "secret",
  AWS_SECRET_ACCESS_KEY: "secret",
};
const options = { data: "/data", dev: false };

test("web is not told of the engine, the backend not of the database, mail or a school’s sign-in", () => {
  const web = environmentOf("web", env, options);
  const backend = environmentOf("backend", env, options);
  expect(web).toMatchObject({ DATABASE_URL: "postgres://secret", ESCALE_PORT: "3001" });
  expect(web).not.toHaveProperty("ESCALE_DOCKER_HOST");
  expect(backend).toMatchObject({ ESCALE_DOCKER_HOST: "unix:///run/docker.sock" });
  expect(JSON.stringify(backend)).not.toContain("secret");
});

test("both share one data folder, and get nothing of the operator's own environment", () => {
  for (const program of ["web", "backend"] as const) {
    const result = environmentOf(program, env, options);
    expect(result).toMatchObject({ ESCALE_DATA: "/data", NODE_ENV: "production", PATH: "/bin" });
    expect(result).not.toHaveProperty("AWS_SECRET_ACCESS_KEY");
  }
});
