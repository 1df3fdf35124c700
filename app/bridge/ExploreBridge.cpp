// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/ExploreBridge.h"

#include <algorithm>
#include <utility>

namespace heddle {

ExploreBridge::ExploreBridge(Explorer explorer, QObject* parent)
    : QObject(parent), m_explorer(std::move(explorer)) {}

ExploreBridge::~ExploreBridge() {
    m_isToStop = true;
}

void ExploreBridge::start(ExploreRequest request) {
    if (m_isBusy)
        return;
    m_isBusy = true;
    m_isEnough = m_isToStop = false;
    m_tries = request.tries;
    {
        const std::scoped_lock held(m_lock);
        m_found = {};
        m_isNews = true;
    }
    request.isToStop = [this] { return m_isToStop.load(); };
    request.isEnough = [this] { return m_isEnough.load(); };
    request.onTry = [this](const ExploredOutcome& outcome) { hear(outcome); };
    m_thread = std::jthread([this, request = std::move(request)] {
        QMetaObject::invokeMethod(this, "conclude", Qt::QueuedConnection,
                                  Q_ARG(QString, keep(m_explorer(request))));
    });
}

void ExploreBridge::stop() {
    const bool wasShortening = isShortening();
    m_isEnough = true;
    if (wasShortening)
        m_isToStop = true;
}

bool ExploreBridge::isShortening() const {
    if (!m_isBusy)
        return false;
    const std::scoped_lock held(m_lock);
    return m_isEnough || m_found.tries >= m_tries;
}

// What ends with the same sentence is one outcome, as it will be in the end.
void ExploreBridge::hear(const ExploredOutcome& outcome) {
    const std::scoped_lock held(m_lock);
    std::vector<ExploredOutcome>& all = m_found.outcomes;
    ++m_found.tries;
    m_isNews = true;
    const auto known = std::find_if(all.begin(), all.end(), [&](const ExploredOutcome& each) {
        return each.ending == outcome.ending && each.sentence == outcome.sentence;
    });
    if (known == all.end()) {
        all.push_back(outcome);
        all.back().schedule.clear();
        return;
    }
    ++known->count;
    std::stable_sort(all.begin(), all.end(),
                     [](const ExploredOutcome& a, const ExploredOutcome& b) { return a.count > b.count; });
}

std::optional<Exploration> ExploreBridge::news() {
    const std::scoped_lock held(m_lock);
    return std::exchange(m_isNews, false) ? std::optional(m_found) : std::nullopt;
}

QString ExploreBridge::keep(const Result<Exploration>& found) {
    if (!found)
        return QString::fromStdString(found.error().sentence);
    const std::scoped_lock held(m_lock);
    m_found = *found;
    return {};
}

void ExploreBridge::conclude(const QString& refusal) {
    m_thread.join();
    m_isBusy = false;
    if (!refusal.isEmpty())
        return emit refused(refusal);
    {
        const std::scoped_lock held(m_lock);
        m_isNews = true;
    }
    emit ended();
}

}  // namespace heddle
