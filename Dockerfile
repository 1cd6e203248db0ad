# Compiled in one stage, run in another: the image holds no compiler and no development package.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install scripts: every binary comes inside its package.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    FLINK_MEDIC_DATA=/data \
    FLINK_MEDIC_HEALTH_PORT=8088
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY sops ./sops
COPY skills ./skills
# By this name the program calls itself in every hint: docker exec <container> flink-medic
RUN chmod +x dist/main.js && ln -s /app/dist/main.js /usr/local/bin/flink-medic
# The ledger lives in /data: losing it loses the memory of what was done.
RUN mkdir /data && chown node:node /data
# Nobody in particular: approvals count `node` as a shared account.
USER node
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["node", "dist/main.js", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "dist/main.js"]
CMD ["serve"]
