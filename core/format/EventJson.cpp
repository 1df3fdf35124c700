// SPDX-License-Identifier: MIT
#include "core/format/EventJson.h"

#include "core/format/JsonWriter.h"

namespace heddle {
namespace {

// A worker or an object by its path; by its shown name, which has its number, when it was never defined.
template <class Info, class Id>
void pathField(JsonWriter& json, const char* name, const Info* info, Id id, ShownNames& names) {
    if (id.isNone())
        json.nullField(name);
    else
        json.field(name, info ? info->path : names.of(id));
}

}  // namespace

std::string eventJson(Describer& describer, std::size_t index) {
    const Trace& trace = describer.trace();
    const Event event = trace.event(index);
    JsonWriter json;
    json.beginObject();
    json.field("index", index);
    if (event.isStep())
        json.field("step", trace.stepAt(index));
    else
        json.nullField("step");
    json.field("startNs", event.start);
    json.field("endNs", event.end);
    pathField(json, "worker", trace.names().worker(event.worker), event.worker, describer.names());
    pathField(json, "object", trace.names().object(event.object), event.object, describer.names());
    json.field("op", nameOf(event.op));
    json.field("phase", nameOf(event.phase));
    json.field("outcome", nameOf(event.outcome));
    json.field("depth", nameOf(event.depth));
    if (event.message.isNone())
        json.nullField("message");
    else
        json.field("message", event.message.number);
    json.field("value", event.value);
    json.field("text", trace.text(index));
    if (const SiteInfo* site = trace.names().site(event.site)) {
        json.field("file", site->file);
        json.field("line", site->line);
    } else {
        json.nullField("file");
        json.nullField("line");
    }
    json.field("sentence", describer.inEnglish(index));
    json.endObject();
    return json.take();
}

}  // namespace heddle
