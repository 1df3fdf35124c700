// SPDX-License-Identifier: GPL-3.0-or-later
// A stage without a window: a trace that has been read whole, and the scene of it.
#pragma once

#include "app/stage/StageScene.h"
#include "core/world/Snapshots.h"
#include "tests/support/TraceText.h"

#include <QStringList>

#include <memory>
#include <string_view>

namespace heddle {

// Thread: one owner.
struct StagedStage {
    std::shared_ptr<const Trace> trace;
    TraceModel model;
    Playback playback;
    Snapshots worlds;
    StageScene scene;

    explicit StagedStage(std::shared_ptr<const Trace> told, QSizeF size = {900, 400})
        : trace(std::move(told)), worlds(trace), scene(model, Theme::light(), size) {
        scene.setSize(size);
        showIt();
    }
    void show(std::shared_ptr<const Trace> told) {
        trace = std::move(told);
        worlds = Snapshots(trace);
        showIt();
    }
    explicit StagedStage(std::string_view text) : StagedStage(traceFrom(text)) {}

    void showIt() {
        model.setTrace(trace);
        while (model.catchUp())
            continue;
        playback.setTrace(trace);
        scene.setTrace(trace);
        while (scene.catchUp())
            continue;
        at(playback.length());
    }
    void at(double position) {
        playback.seek(position);
        scene.setMoment(playback.moment(), worlds.at(playback.moment().events));
    }
    const StagePlan& plan() { return scene.scope().plan; }
    const StageBox* box(const char* title) {
        for (const StageBox& box : plan().boxes)
            if (box.title == QString::fromUtf8(title))
                return &box;
        return nullptr;
    }
    // "main | jobs | a b": columns from the left, each from its top.
    QString columns() {
        std::vector<const StageBox*> boxes;
        for (const StageBox& box : plan().boxes)
            boxes.push_back(&box);
        std::sort(boxes.begin(), boxes.end(), [](const StageBox* a, const StageBox* b) {
            return std::tuple(a->column, a->part, a->rect.top()) <
                   std::tuple(b->column, b->part, b->rect.top());
        });
        QString told;
        for (std::size_t i = 0; i < boxes.size(); ++i)
            told += (i == 0                                     ? QString()
                     : boxes[i]->column != boxes[i - 1]->column ? QStringLiteral(" | ")
                                                                : QStringLiteral(" ")) +
                    boxes[i]->title;
        return told;
    }
    QStringList textsIn(const QRectF& rect) {  // of the picture, within a box
        QStringList texts;
        for (const PictureItem& item : scene.picture().items) {
            if (const auto* words = std::get_if<PictureText>(&item);
                words && rect.contains(words->rect.center()))
                texts << words->text;
            if (const auto* capsule = std::get_if<PictureCapsule>(&item);
                capsule && rect.contains(capsule->rect.center()))
                texts << QStringLiteral("(%1)").arg(capsule->text);
        }
        return texts;
    }
    QString told(const char* title) {
        return box(title) ? textsIn(box(title)->rect).join(QLatin1Char('|')) : QString();
    }
};

}  // namespace heddle
