// SPDX-License-Identifier: GPL-3.0-or-later
// Which column each box stands in: sources left, sinks right, things between those who give to them and those
// who take from them.
#include "app/stage/StageSteps.h"

#include <algorithm>
#include <limits>
#include <map>

namespace heddle {

namespace {

constexpr int widestRank = 4;  // who comes later still stands in the last column too
constexpr int none = -1;

struct Ranking {
    const std::vector<StageBox>& boxes;
    const std::vector<StageLink>& links;
    std::vector<std::vector<std::size_t>> next;  // along the way of messages
    std::vector<std::vector<std::size_t>> usersOf;
    std::vector<bool> isDirected, isUsing;
    std::vector<int> rank;
    enum class Seen : std::uint8_t { no, open, done };
    std::vector<Seen> seen;
    std::vector<std::size_t> order;  // who comes after all that follow it

    Ranking(const std::vector<StageBox>& all, const std::vector<StageLink>& between)
        : boxes(all), links(between), next(all.size()), usersOf(all.size()), isDirected(all.size()),
          isUsing(all.size()), rank(all.size(), none), seen(all.size(), Seen::no) {
        for (const StageLink& link : links) {
            usersOf[link.thing].push_back(link.worker);
            isUsing[link.worker] = true;
            if (link.given == 0)
                continue;
            isDirected[link.worker] = isDirected[link.thing] = true;
            link.given > 0 ? next[link.worker].push_back(link.thing)
                           : next[link.thing].push_back(link.worker);
        }
    }

    // What leads back to who is being looked at closes a circle: it does not count. Not recursive, for a long
    // chain is a program's own choice.
    void visit(std::size_t first) {
        if (seen[first] != Seen::no)
            return;
        std::vector<std::pair<std::size_t, std::size_t>> way{{first, 0}};
        seen[first] = Seen::open;
        while (!way.empty()) {
            auto& [box, at] = way.back();
            if (at == next[box].size()) {
                seen[box] = Seen::done;
                order.push_back(box);
                way.pop_back();
                continue;
            }
            const std::size_t follower = next[box][at];
            if (seen[follower] == Seen::open) {
                next[box].erase(next[box].begin() + static_cast<std::ptrdiff_t>(at));
                continue;
            }
            ++at;
            if (seen[follower] == Seen::no) {
                seen[follower] = Seen::open;
                way.emplace_back(follower, 0);
            }
        }
    }

    void rankDirected() {
        std::vector<bool> isFed(boxes.size());
        for (const auto& followers : next)
            for (const std::size_t box : followers)
                isFed[box] = true;
        for (const bool sources : {true, false})  // circles have no source: they begin with who came first
            for (std::size_t box = 0; box < boxes.size(); ++box)
                if (isDirected[box] && (!sources || !isFed[box]))
                    visit(box);
        for (auto box = order.rbegin(); box != order.rend(); ++box) {
            rank[*box] = std::max(rank[*box], boxes[*box].isOfWorkers() ? 0 : 1);
            for (const std::size_t follower : next[*box])
                rank[follower] = std::min(std::max(rank[follower], rank[*box] + 1),
                                          boxes[follower].isOfWorkers() ? widestRank : widestRank - 1);
        }
    }

    // Who has done nothing yet will do what those do who have the same name but for the number.
    void joinSiblings() {
        std::map<QString, std::size_t> first;
        for (const bool directed : {true, false})
            for (std::size_t box = 0; box < boxes.size(); ++box)
                if (const QString stem = stemOf(boxes[box].key); boxes[box].isOfWorkers() &&
                                                                 !stem.isEmpty() && isUsing[box] &&
                                                                 isDirected[box] == directed)
                    first.try_emplace(stem, box);
        for (std::size_t box = 0; box < boxes.size(); ++box) {
            const auto sibling = first.find(stemOf(boxes[box].key));
            if (!boxes[box].isOfWorkers() || isUsing[box] || sibling == first.end())
                continue;
            isUsing[box] = true;
            isDirected[box] = isDirected[sibling->second];
            rank[box] = rank[sibling->second];
        }
    }

    // Those between whom nothing has a direction: around one thing to its right, around several on both
    // sides, so that a circle of them looks like one. Who does nothing here stands where there is room.
    void rankOthers() {
        std::vector<std::size_t> users, idle;
        std::size_t things = 0;
        for (std::size_t box = 0; box < boxes.size(); ++box) {
            if (boxes[box].isOfWorkers() && !isDirected[box])
                (isUsing[box] ? users : idle).push_back(box);
            things += !boxes[box].isOfWorkers() && !isDirected[box] && !usersOf[box].empty() ? 1 : 0;
        }
        const bool isFirstApart = users.size() <= 2 || !boxes[users.front()].key.contains(QLatin1Char('/'));
        const std::size_t left = things > 1 ? (users.size() + 1) / 2 : isFirstApart ? 1 : 0;
        for (std::size_t i = 0; i < users.size(); ++i)
            rank[users[i]] = i < left ? 0 : 2;
        for (const std::size_t box : idle)
            rank[box] = 0;
    }

    void placeThings() {
        for (std::size_t box = 0; box < boxes.size(); ++box) {
            if (boxes[box].isOfWorkers() || usersOf[box].empty())
                continue;
            int least = std::numeric_limits<int>::max(), most = 0;
            for (const std::size_t user : usersOf[box]) {
                least = std::min(least, rank[user]);
                most = std::max(most, rank[user]);
            }
            const bool isPassedOn = rank[box] != none && rank[box] < most;
            if (isPassedOn)
                continue;
            if (least < most)  // the way back is beside the way there
                rank[box] = most - 1;
            else
                rank[box] = isDirected[box] || least == 0 ? least + 1 : least - 1;
        }
    }

    // What nobody uses, or not yet: all of it where there is most room, and not in others' ways.
    void placeUnused() {
        std::vector<int> boxesIn(widestRank + 1);
        for (std::size_t box = 0; box < boxes.size(); ++box)
            if (rank[box] != none)
                ++boxesIn[static_cast<std::size_t>(rank[box])];
        std::size_t roomiest = 1;
        for (std::size_t column = 0; column < boxesIn.size(); ++column)
            if (boxesIn[column] > 0 && boxesIn[column] < boxesIn[roomiest])
                roomiest = column;
        for (std::size_t box = 0; box < boxes.size(); ++box)
            if (rank[box] == none)
                rank[box] = static_cast<int>(roomiest);
    }
};

std::vector<int> columnsOf(const std::vector<StageBox>& boxes, const std::vector<StageLink>& links) {
    Ranking ranking(boxes, links);
    ranking.rankDirected();
    ranking.joinSiblings();
    ranking.rankOthers();
    ranking.placeThings();
    ranking.placeUnused();
    std::vector<int> used = ranking.rank;
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    std::vector<int> columns;
    for (const int rank : ranking.rank)
        columns.push_back(static_cast<int>(std::lower_bound(used.begin(), used.end(), rank) - used.begin()));
    return columns;
}

// What belongs to one process stands within one frame: as one box among all, and in columns of its own.
struct Blocks {
    const StagePlan& plan;
    std::vector<std::size_t> of;                    // by box
    std::vector<std::vector<std::size_t>> members;  // boxes

    explicit Blocks(const StagePlan& all) : plan(all) {
        std::map<ProcessId, std::size_t> frames;
        for (std::size_t box = 0; box < plan.boxes.size(); ++box) {
            const auto& frame = plan.boxes[box].frame;
            const std::size_t block =
                frame ? frames.try_emplace(*frame, members.size()).first->second : members.size();
            if (block == members.size())
                members.emplace_back();
            members[block].push_back(box);
            of.push_back(block);
        }
    }

    // What others come for stands for it, else its first worker.
    std::size_t faceOf(std::size_t block) const {
        if (members[block].size() == 1)
            return members[block].front();
        for (const StageLink& link : plan.links)
            if (of[link.thing] == block && of[link.worker] != block)
                return link.thing;
        const auto first = std::find_if(members[block].begin(), members[block].end(),
                                        [this](std::size_t box) { return plan.boxes[box].isOfWorkers(); });
        return first == members[block].end() ? members[block].front() : *first;
    }

    std::vector<int> columnsOfAll() const {
        std::vector<StageBox> faces;
        for (std::size_t block = 0; block < members.size(); ++block)
            faces.push_back(plan.boxes[faceOf(block)]);
        std::map<StageBetween, int> given;
        std::vector<StageBetween> order;
        for (const StageLink& link : plan.links) {
            const StageBetween between(of[link.worker], of[link.thing]);
            const auto& [worker, thing] = between;
            if (worker == thing || !faces[worker].isOfWorkers() || faces[thing].isOfWorkers())
                continue;
            if (given.count(between) == 0)
                order.push_back(between);
            given[between] += link.given;
        }
        std::vector<StageLink> links;
        for (const StageBetween& between : order)
            links.push_back({between.first, between.second, given[between], false, false});
        return columnsOf(faces, links);
    }

    std::vector<int> columnsWithin(std::size_t block) const {
        const std::vector<std::size_t>& all = members[block];
        const auto placeOf = [&all](std::size_t box) {
            return static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), box) - all.begin());
        };
        std::vector<StageBox> boxes;
        for (const std::size_t box : all)
            boxes.push_back(plan.boxes[box]);
        std::vector<StageLink> links;
        for (const StageLink& link : plan.links)
            if (of[link.worker] == block && of[link.thing] == block)
                links.push_back({placeOf(link.worker), placeOf(link.thing), link.given, false, false});
        return columnsOf(boxes, links);
    }
};

}  // namespace

void rank(StagePlan& plan) {
    const Blocks blocks(plan);
    const std::vector<int> columns = blocks.columnsOfAll();
    for (std::size_t block = 0; block < blocks.members.size(); ++block) {
        const std::vector<std::size_t>& members = blocks.members[block];
        const std::vector<int> inner = members.size() > 1 ? blocks.columnsWithin(block) : std::vector<int>{0};
        for (std::size_t i = 0; i < members.size(); ++i) {
            plan.boxes[members[i]].column = columns[block];
            plan.boxes[members[i]].inner = inner[i];
        }
    }
}

}  // namespace heddle
