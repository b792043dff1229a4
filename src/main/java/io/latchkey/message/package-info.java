/** Provides the methods of the API that send messages, return their status and accept reports of their delivery. */
package io.latchkey.message;
