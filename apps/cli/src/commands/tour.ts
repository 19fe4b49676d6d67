/** `tour`: the whole purchase against the running shop, told step by step. */
import type { Command } from 'commander';

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('tour')
    .description('take the whole purchase through the running shop; fails when anything is not as it should be')
    .option('--url <url>', 'the shop; default: the one on PORT of this machine')
    .action(async ({ url }: { readonly url?: string }) => {
      const { runTour } = await import('../tour/run.js');
      await runTour(url);
    });
}
