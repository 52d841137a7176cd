# syntax=docker/dockerfile:1
# The bot for production: no rehearsal, no test, no package of development. docs/operating.md says how it is run.

# The server as one program, so that a start does not read and link a thousand modules (docs/size.md). This takes packages of
# development, which stay here.
FROM node:24-alpine AS program
WORKDIR /bot
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/compile.ts

FROM node:24-alpine AS packages
WORKDIR /bot
COPY package.json package-lock.json ./
# Nothing of a package is built: each brings what it needs for this system. The three that go are named by teams-ai and
# never loaded (docs/size.md).
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/gpt-tokenizer node_modules/openai node_modules/botbuilder-dialogs
COPY . .
COPY --from=program /bot/.compiled/ .compiled/
# Files keep the rights that they had where the image is built: under umask 077 they would be root's alone.
RUN chmod -R a+rX .

FROM node:24-alpine
LABEL org.opencontainers.image.title="iQIES onboarding bot" org.opencontainers.image.licenses="Apache-2.0"
# npm, yarn and corepack have no work here, and would only be more to keep safe.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn-* \
  && install -d -o node -g node -m 700 /data
COPY --from=packages /bot /bot
WORKDIR /bot
ENV NODE_ENV=production BOT_MODE=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data \
  NODE_OPTIONS="--permission --allow-fs-read=* --allow-fs-write=/data/* --allow-addons --disable-warning=SecurityWarning"
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
# Alive, not ready: a database that is away for a minute is no reason to kill the bot.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD wget -q -O /dev/null "http://127.0.0.1:${PORT}/healthz" || exit 1
CMD ["node", "scripts/start.mjs"]
