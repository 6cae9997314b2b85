# syntax=docker/dockerfile:1
ARG NODE=22-bookworm-slim

# All packages, those of the build included.
FROM node:${NODE} AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# not `npm ci`: it refuses a lock file that lacks the native builds for another platform (npm/cli#4828)
RUN --mount=type=cache,target=/root/.npm npm install --no-save --include=dev --no-audit --no-fund

FROM packages AS build
COPY . .
RUN npm run build

# Without the tools of the build.
FROM packages AS runtime
RUN npm prune --omit=dev --no-audit --no-fund

FROM node:${NODE}
LABEL org.opencontainers.image.title="Dienstbuch" org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
	HOST=0.0.0.0 \
	PORT=8080 \
	DATA_DIR=/data
WORKDIR /app
# The files are root's: a process that was taken over cannot change what it runs.
COPY --from=runtime /app/node_modules ./node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/build ./build
COPY --chmod=0755 deploy/health.mjs ./deploy/health.mjs
# For who starts it without COUCHDB_URL; with one, nothing is written at all.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --start-interval=2s CMD ["node", "deploy/health.mjs"]
# Node itself, no npm and no shell in between: signals reach the server.
CMD ["node", "--enable-source-maps", "build/server/main.js"]
