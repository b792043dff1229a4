package io.latchkey.template;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** A page of e-mail templates, as a plain list. */
public record EmailTemplateList(@JsonValue List<ListedEmailTemplate> templates) {}
