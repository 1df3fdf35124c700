// SPDX-License-Identifier: MIT
#include "core/format/EventJson.h"

namespace heddle {
namespace {

// A worker or an object by its path; by its shown name, which has its number, when it was never defined.
template <class Info, class Id>
void pathField(JsonWriter& json, const char* name, const Info* info, Id id, ShownNames& names) {
    if (id.isNone())
        json.nullField(name);
    else if (info)
        json.field(name, info->path);
    else
        json.field(name, names.of(id));
}

}  // namespace

std::string eventJson(Describer& describer, std::size_t index) {
    JsonWriter json;
    writeEventJson(json, describer, index);
    return json.take();
}

void writeEventJson(JsonWriter& json, Describer& describer, std::size_t index) {
    const Names& names = describer.trace().names();
    const std::size_t place = index % Chunk::capacity;
    const Chunk* chunk = &describer.chunkOf(index);
    const bool isThere = place < chunk->size();  // else its part of the file is damaged
    const Event event = isThere ? chunk->event(place) : Event{};
    json.beginObject();
    json.field("index", index);
    if (isThere && event.isStep())
        json.field("step", chunk->stepAt(place));
    else
        json.nullField("step");
    json.field("startNs", event.start);
    json.field("endNs", event.end);
    pathField(json, "worker", names.worker(event.worker), event.worker, describer.names());
    pathField(json, "object", names.object(event.object), event.object, describer.names());
    json.field("op", nameOf(event.op));
    json.field("phase", nameOf(event.phase));
    json.field("outcome", nameOf(event.outcome));
    json.field("depth", nameOf(event.depth));
    if (event.message.isNone())
        json.nullField("message");
    else
        json.field("message", event.message.number);
    json.field("value", event.value);
    json.field("text", isThere ? chunk->textView(place) : std::string_view());
    if (const SiteInfo* site = names.site(event.site)) {
        json.field("file", site->file);
        json.field("line", site->line);
    } else {
        json.nullField("file");
        json.nullField("line");
    }
    json.field("sentence", describer.inEnglish(index));  // last: it may look into another chunk
    json.endObject();
}

}  // namespace heddle
