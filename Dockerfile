# The service by the same commands as outside: `atlas serve`, `atlas import …`. Node 24, no root.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
# the page, the embedded database's template, and the check that sql/schema.sql is what the migrations make
RUN npm run build && npx tsx scripts/dump-schema.ts
RUN npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app ./
RUN printf '#!/bin/sh\nexec node --import file:///app/node_modules/tsx/dist/loader.mjs /app/server/cli.ts "$@"\n' \
      > /usr/local/bin/atlas \
  && chmod 755 /usr/local/bin/atlas \
  && mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["atlas", "serve"]
