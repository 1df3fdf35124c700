// SPDX-License-Identifier: MIT
#include "core/format/PagePlans.h"

#include <algorithm>
#include <cmath>

namespace heddle {
namespace {

// Thread: one owner.
class PlanWriter {
public:
    PlanWriter(JsonWriter& json, const PageCast& cast, PageWords& words)
        : m_json(json), m_cast(cast), m_words(words) {}

    void write(const PagePlan& plan) {
        m_json.beginArray();
        m_json.value(static_cast<int>(plan.depth));
        m_json.beginArray();
        for (const PageBox& box : plan.boxes)
            writeBox(box);
        m_json.endArray();
        m_json.beginArray();
        for (const PageFrame& frame : plan.frames)
            if (hasSomebody(frame))
                writeFrame(frame);
        m_json.endArray();
        m_json.beginArray();
        for (const PageWay& way : plan.ways)
            writeWay(way);
        m_json.endArray();
        m_json.endArray();
    }

private:
    void px(double at) { m_json.value(static_cast<std::int64_t>(std::lround(at))); }

    void writeRect(const PageRect& rect) {
        px(rect.x);
        px(rect.y);
        px(rect.width);
        px(rect.height);
    }

    // Whom the page's part of the run does not bring leaves its place free.
    void writeBox(const PageBox& box) {
        const auto place = box.worker.isNone() ? m_cast.placeOf(box.object) : m_cast.placeOf(box.worker);
        if (!place)
            return;
        const auto within = box.within.isNone() ? std::nullopt : m_cast.placeOf(box.within);
        m_json.beginArray();
        m_json.value(box.worker.isNone() ? 0 : 1);
        m_json.value(*place);
        writeRect(box.rect);
        m_json.value(within ? static_cast<std::int64_t>(*within) : -1);
        m_json.endArray();
    }

    bool hasSomebody(const PageFrame& frame) const {
        return std::any_of(frame.workers.begin(), frame.workers.end(),
                           [this](WorkerId id) { return m_cast.placeOf(id).has_value(); }) ||
               std::any_of(frame.objects.begin(), frame.objects.end(),
                           [this](ObjectId id) { return m_cast.placeOf(id).has_value(); });
    }

    void writeFrame(const PageFrame& frame) {
        m_json.beginArray();
        m_json.value(m_words.of(frame.title));
        writeRect(frame.rect);
        m_json.endArray();
    }

    void writeWay(const PageWay& way) {
        const auto worker = m_cast.placeOf(way.worker), thing = m_cast.placeOf(way.object);
        if (!worker || !thing)
            return;
        m_json.beginArray();
        m_json.value(*worker);
        m_json.value(*thing);
        for (const auto& piece : way.pieces)
            for (const double at : piece)
                px(at);
        m_json.endArray();
    }

    JsonWriter& m_json;
    const PageCast& m_cast;
    PageWords& m_words;
};

}  // namespace

void writePlans(JsonWriter& json, const std::vector<PagePlan>& plans, const PageCast& cast,
                PageWords& words) {
    json.key("plans");
    json.beginArray();
    for (const PagePlan& plan : plans)
        PlanWriter(json, cast, words).write(plan);
    json.endArray();
}

}  // namespace heddle
