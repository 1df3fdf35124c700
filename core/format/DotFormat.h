// SPDX-License-Identifier: MIT
// Graphs in Graphviz's language (graphviz.org/doc/info/lang.html) of one instant: the end of what is asked
// for.
#pragma once

#include "core/format/ExportRequest.h"

#include <ostream>

namespace heddle {

// The topology: workers in a box for each process, the objects, and between them who has used what within the
// range (an arrow in the direction in which messages went), who waits where, who holds what, which ends
// belong together, and how much lies in each. What a deadlock is made of is bold. Handles of workers are
// there only where somebody waits for an end. Thread: any.
void writeDot(const ExportRequest& request, std::ostream& out);

// Who waits for whom: the workers that wait for one that is known, by which object; who waits for whoever
// comes (a message, a place, a notify), at which object. Thread: any.
void writeDotWaits(const ExportRequest& request, std::ostream& out);

}  // namespace heddle
