// SPDX-License-Identifier: MIT
#include "core/format/JsonLinesFormat.h"

#include "core/format/EventJson.h"
#include "core/format/EventWalk.h"

namespace heddle {

void writeJsonLines(const ExportRequest& request, std::ostream& out) {
    Describer describer(request.trace);
    JsonWriter json;
    walkWanted(request, out, [&](const WalkedEvent& walked) {
        json.clear();
        writeEventJson(json, describer, walked.index);
        out << json.text() << '\n';
    });
}

}  // namespace heddle
