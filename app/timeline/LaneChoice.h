// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"
#include "core/event/Op.h"

#include <QString>

#include <cstddef>
#include <functional>
#include <set>
#include <vector>

namespace heddle {

// How someone arranged the lanes: by their numbers, which never change in a run; and whether the map of the
// run is below them. Thread: any.
class LaneChoice {
public:
    void toggleFold(ProcessId process);
    void togglePin(std::size_t lane);
    void hide(std::size_t lane) { m_hidden.insert(lane); }
    LaneChoice atFirst() const;                                   // nothing arranged; as deep as this
    void showAll();                                               // of those that were hidden
    void setFilter(const QString& filter) { m_filter = filter; }  // "": all
    void setDepth(Depth depth) { m_depth = depth; }               // how deep one looks
    void setMap(bool isShown) { m_hasMap = isShown; }
    void move(std::size_t lane, std::size_t before);       // also to the place of one of another process
    LaneChoice arrangedAs(const LaneChoice& other) const;  // with the filter of this, and as deep
    bool isArrangedAs(const LaneChoice& other) const;

    bool isFolded(ProcessId process) const { return m_folded.contains(process); }
    bool isPinned(std::size_t lane) const { return m_pinned.contains(lane); }
    std::size_t hiddenCount() const { return m_hidden.size(); }
    const QString& filter() const { return m_filter; }
    Depth depth() const { return m_depth; }
    bool hasMap() const { return m_hasMap; }
    // How many depths below that of a lane are shown.
    std::size_t nestedLevels(Depth ofLane) const {
        return ofLane < m_depth ? static_cast<std::size_t>(m_depth) - static_cast<std::size_t>(ofLane) : 0;
    }

    // The lanes to be shown, from top to bottom: pinned ones first.
    std::vector<std::size_t> arranged(std::vector<std::size_t> order,
                                      const std::function<QString(std::size_t)>& nameOf) const;

private:
    struct Move {
        std::size_t lane, before;
        friend bool operator==(const Move&, const Move&) = default;
    };
    std::set<ProcessId> m_folded;
    std::set<std::size_t> m_pinned, m_hidden;
    std::vector<Move> m_moves;  // in the order in which they were made
    QString m_filter;
    Depth m_depth = Depth::program;
    bool m_hasMap = true;
};

}  // namespace heddle
