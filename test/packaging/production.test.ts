import { existsSync, globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** What production runs: the image, the compose file, the unit, the Kubernetes example. docs/operating.md says what of it ran where. */

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const left = read('.dockerignore')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const kept = left.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
const keptOut = left.filter((line) => !line.startsWith('!') && line !== '*');
const isOut = (file: string) => keptOut.some((path) => file === path || file.startsWith(`${path}/`));
const inImage = globSync('src/**/*.ts', { cwd: root }).filter((file) => !isOut(file));

describe('the image', () => {
  it('keeps and leaves out only what there is', () => {
    expect([...kept, ...keptOut].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('holds every file that one of its files needs at once, and those only where there is a rehearsal are not in it', () => {
    const needsWhatIsOut = inImage.flatMap((file) =>
      [...read(file).matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from '([^']+)'/gm)]
        .map(([, name = '']) => name)
        .filter((name) => name.startsWith('#rehearsal/') || /^\.\/(?:rehearse|seed-rehearsal)\.ts$/.test(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(inImage.length).toBeGreaterThan(300);
    expect(needsWhatIsOut).toEqual([]);
  });

  it('needs no package of development', () => {
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    const missing = inImage.flatMap((file) =>
      [...read(file).matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from '([^'#.][^']*)'|import\('([^'#.][^']*)'\)/gm)]
        .map(([, named, called]) => named ?? called ?? '')
        .map((name) =>
          name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/'),
        )
        .filter((name) => !isBuiltin(name) && !(name in dependencies))
        .map((name) => `${file}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('runs as nobody special, for production, and writes to its data folder only', () => {
    const last =
      read('Dockerfile')
        .split(/^FROM /m)
        .at(-1) ?? '';
    expect(last).toMatch(/^node:24-alpine\n/);
    expect(last).toMatch(/^USER node$/m);
    expect(last).toContain('BOT_MODE=production');
    expect(last).toContain('--permission --allow-fs-read=* --allow-fs-write=/data/* --allow-addons');
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(read('Dockerfile')).toMatch(/^RUN chmod -R a\+rX \.$/m);
  });
});

const container = z.object({
  env: z.array(z.object({ name: z.string(), value: z.string() })),
  securityContext: z.object({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
  }),
  livenessProbe: z.object({ httpGet: z.object({ path: z.literal('/healthz') }) }),
  // The record (0.5 s, four times at most) and the platforms (1 s, all at once) are waited for.
  readinessProbe: z.object({ httpGet: z.object({ path: z.literal('/readyz') }), timeoutSeconds: z.number().min(4) }),
  lifecycle: z.object({
    preStop: z.object({ exec: z.object({ command: z.tuple([z.literal('sleep'), z.literal('5')]) }) }),
  }),
});
const deployment = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({
        terminationGracePeriodSeconds: z.number().min(16),
        securityContext: z.object({ runAsNonRoot: z.literal(true) }),
        containers: z.tuple([container]),
      }),
    }),
  }),
});
const compose = z.object({
  services: z.object({
    bot: z.object({
      environment: z.record(z.string(), z.union([z.string(), z.number()])),
      read_only: z.literal(true),
      cap_drop: z.tuple([z.literal('ALL')]),
      stop_grace_period: z.literal('15s'),
    }),
  }),
});

describe('what runs it', () => {
  const known = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  const inKubernetes = parseAllDocuments(read('deploy/kubernetes.yaml')).map((one): unknown => one.toJS());
  const bot = deployment.parse(inKubernetes[0]).spec.template.spec.containers[0];
  const inCompose = compose.parse(parse(read('compose.yaml'))).services.bot;
  const unit = read('deploy/iqies-bot.service');
  const byUnit = [...unit.matchAll(/(?:^Environment=| )([A-Z_]+)=/gm)].map(([, name = '']) => name);

  it.each([
    ['Kubernetes', bot.env.map(({ name }) => name)],
    ['compose', Object.keys(inCompose.environment)],
    ['the unit', byUnit],
  ])('%s sets variables that there are, BOT_MODE among them', (_, names) => {
    expect(names).toContain('BOT_MODE');
    expect(names.filter((name) => !known.includes(name) && !name.startsWith('NODE_'))).toEqual([]);
  });

  it('the ways in lead to the same paths', () => {
    const ingress = z
      .object({
        spec: z.object({
          rules: z.tuple([z.object({ http: z.object({ paths: z.array(z.object({ path: z.string() })) }) })]),
        }),
      })
      .parse(inKubernetes.at(-1));
    const byCaddy = [...read('compose.yaml').matchAll(/^ +path (.+)$/gm)].flatMap(([, paths = '']) => paths.split(' '));
    expect(ingress.spec.rules[0].http.paths.map(({ path }) => path).toSorted()).toEqual(byCaddy.toSorted());
  });

  it('BOT_MODE is production in each', () => {
    expect(bot.env).toContainEqual({ name: 'BOT_MODE', value: 'production' });
    expect(inCompose.environment.BOT_MODE).toBe('production');
    expect(unit).toContain('BOT_MODE=production');
  });

  it('what the unit decides holds, whatever its file of settings says: that counts more than Environment=', () => {
    const [, environment = ''] = /^Environment=(.*)$/m.exec(unit) ?? [];
    const overridden = [...environment.matchAll(/([A-Z_]+)=/g)].map(([, name]) => name);
    expect(overridden.filter((name) => known.includes(name))).toEqual([]);
    expect(unit).toMatch(
      /^ExecStart=\/usr\/bin\/env BOT_MODE=production DATA_DIR=\/var\/lib\/iqies-bot \/usr\/bin\/node /m,
    );
  });

  it('the unit goes on trying: a database that is away longer than a few tries take comes back', () => {
    expect(unit).toMatch(/^StartLimitIntervalSec=0$/m);
    expect(unit).not.toContain('StartLimitBurst');
  });

  it('the unit gives a stop the time that it takes, and a disk that can’t be written', () => {
    expect(unit).toMatch(/^TimeoutStopSec=15$/m);
    expect(unit).toMatch(/^ProtectSystem=strict$/m);
    expect(unit).toMatch(/^DynamicUser=yes$/m);
  });
});
