package io.latchkey.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Named;

/** How far a request has come. */
@Named("phase")
@RequestScoped
public class RequestPhase {

    /** Whether an answer is being read, of which it is not known yet to which question it is: every button is there then. */
    public boolean isAnswering() {
        return FacesContext.getCurrentInstance().getCurrentPhaseId() != PhaseId.RENDER_RESPONSE;
    }
}
