/** Notification's refusals as problems. */
import { defineProblems } from '#libs/platform';

export const notificationProblems = defineProblems({
  NOTIFICATION_NOT_FOUND: { status: 404, title: 'There is no such notification' },
});
