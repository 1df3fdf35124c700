// SPDX-License-Identifier: GPL-3.0-or-later
// The window with a run that is stepped: staged, where a test says what can be chosen, or of a real lesson.
#pragma once

#include "tests/app/bridge/StagedRun.h"
#include "tests/app/window/ShownWindow.h"
#include "tests/support/ToyTrace.h"

#include <QSlider>

#include <optional>
#include <vector>

namespace heddle {

// Thread: GUI only.
struct StagedWindow {
    Stage stage;
    std::shared_ptr<Trace> trace = toyTrace({.workers = 3, .items = 4});
    ShownWindow shown{[this](RunRequest request) { return stage.launch(std::move(request), trace); },
                      stagedLesson()};

    const Choosing followed{.kind = ChooserKind::byHand, .seed = 1, .waitsForWord = true};

    ~StagedWindow() { stage.end(); }

    void run() {
        const int before = stage.started();
        shown.window.run();
        QTRY_COMPARE(stage.started(), before + 1);
        QTRY_VERIFY(!shown.words("instant").isEmpty() && shown.words("instant") != "step 0");
    }
    void runByHand() {
        shown.clickMode("Step");
        run();
        publish({Ability::go, Ability::wait, Ability::no, Ability::go});
        QTRY_VERIFY(shown.isToChoose());
    }
    // A run that is stepped along an earlier one.
    void replay() {
        RunFacts facts = trace->facts();
        facts.mode = "held";
        facts.schedule.resize(3);
        trace->setFacts(facts);
        runByHand();
        shown.trigger("Replay what is shown");
        QTRY_VERIFY(shown.words("status.state").contains("(replay is for the next run)"));
        stage.end();
        QTRY_COMPARE(shown.words("status.state"), QString("finished"));
        run();
        publish({Ability::go, Ability::go}, {}, followed, true);
        QTRY_VERIFY(shown.words("status.state").startsWith("stepping: "));
    }
    void endWith(const std::vector<Verdict>& verdicts) {
        RunFacts facts = trace->facts();
        facts.verdicts = verdicts;
        trace->setFacts(facts);
        run();
        stage.end();
        QTRY_VERIFY(!shown.words("status.found").isEmpty());
    }
    // By the workers' places.
    void publish(const std::vector<Ability>& abilities, std::optional<BreakpointHit> hit = {},
                 const Choosing& choosing = {ChooserKind::byHand, 1}, bool isFollowing = false) {
        Choices choices;
        choices.isFollowing = isFollowing;
        choices.isToChoose = choosing.isStepped();
        choices.choosing = choosing;
        choices.hit = std::move(hit);
        for (std::size_t place = 0; place < abilities.size(); ++place) {
            WorkerChoice choice;
            choice.worker = worker(place);
            choice.stand = Stand::atGate;
            choice.ability = abilities[place];
            choices.workers.push_back(choice);
        }
        stage.publish(choices);
    }
    WorkerId worker(std::size_t place) { return trace->names().workers()[place]->id; }
};

// Whoever chooses goes on by itself, as fast as it goes.
inline void playOn(ShownWindow& shown) {
    auto& speed = shown.part<QSlider>("speed");
    QTRY_VERIFY(shown.isToChoose());
    speed.setValue(speed.maximum());
    QTRY_COMPARE(speed.accessibleDescription(), QString("as fast as it goes"));
    shown.trigger("Play");
}

// Thread: GUI only.
struct LessonWindow {
    ShownWindow shown;

    explicit LessonWindow(const char* lesson) : shown{Run::start, builtLesson(lesson)} {}

    void runByHand() {
        shown.clickMode("Step");
        shown.window.run();
        QTRY_VERIFY_WITH_TIMEOUT(shown.isToChoose() && shown.turn(0) == Turn::Kind::go, 20'000);
    }
};

}  // namespace heddle
