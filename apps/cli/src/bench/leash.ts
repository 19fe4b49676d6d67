/** Preloaded into every server that a tool starts: it ends when its parent does, also when that was killed and could not say so. */
process.channel?.unref();
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
