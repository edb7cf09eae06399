# glibc is needed: the embedded PostgreSQL is built against it.
FROM node:24-bookworm-slim AS build
WORKDIR /haven
COPY package.json package-lock.json ./
COPY db/driver db/driver
RUN npm ci
COPY . .
# The image has a Node of its own, so the one that npm brought stays behind.
RUN npm run build && npm prune --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin/node

FROM node:24-bookworm-slim
WORKDIR /haven
# Listening for others, it starts only with HAVEN_URL=https://… (a proxy) or HAVEN_TLS_CERT and HAVEN_TLS_KEY.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 HAVEN_DATA=/data
RUN mkdir /data && chown node:node /data
COPY --from=build --chown=node:node /haven /haven
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGINT
# A process that no longer answers, or whose database does not, is shown as unhealthy; one that ends is started again by
# compose.yaml.
HEALTHCHECK --interval=20s --timeout=15s --start-period=60s --retries=3 CMD ["node", "server/healthy.mjs"]
CMD ["node", "server/start.mjs"]
