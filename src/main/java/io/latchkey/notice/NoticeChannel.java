package io.latchkey.notice;

/** How a notice is sent. */
public enum NoticeChannel {
    EMAIL,
    WEBHOOK
}
