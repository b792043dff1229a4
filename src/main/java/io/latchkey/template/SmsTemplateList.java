package io.latchkey.template;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** A page of templates of text messages, as a plain list. */
public record SmsTemplateList(@JsonValue List<ListedSmsTemplate> templates) {}
