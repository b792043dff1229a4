package io.latchkey.notice;

/** How a notice is sent. */
enum NoticeChannel {
    EMAIL,
    WEBHOOK
}
