// SPDX-License-Identifier: MIT
#include "core/session/Explorer.h"

#include "core/base/Lock.h"
#include "core/schedule/Shrinking.h"
#include "core/session/ExploredRun.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <sched.h>
#include <thread>
#include <utility>

namespace heddle {
namespace {

std::vector<int> processors() {
    std::vector<int> all;
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof(allowed), &allowed) == 0)
        for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
            if (CPU_ISSET(cpu, &allowed))
                all.push_back(cpu);
    return all;
}

// A held run takes the last processor that the thread which starts it may use: so each of ours has one.
void stayOn(int cpu) {
    cpu_set_t only;
    CPU_ZERO(&only);
    CPU_SET(cpu, &only);
    sched_setaffinity(0, sizeof(only), &only);
}

class Explorer {
public:
    explicit Explorer(const ExploreRequest& request) : m_request(request) {}

    Result<Exploration> run() {
        const Instant start = monotonicNow();
        auto first = ExploredRun::play(requestOfTry(m_request, 1, 2));
        if (!first)
            return tl::unexpected(first.error());
        m_length = first->outcome.schedule.size();
        take(1, std::move(*first));
        atOnce(m_request.tries - 1, [this](int i) { tryOne(i + 2); });
        Exploration found;
        found.seconds = static_cast<double>((monotonicNow() - start).ns) / 1e9;
        found.tries = m_tries;
        found.complaint = m_complaint;
        for (auto& [key, outcome] : m_outcomes) {
            m_startsOf[outcome.firstTry] = std::move(m_starts[key]);
            found.outcomes.push_back(std::move(outcome));
        }
        std::ranges::sort(found.outcomes, [](const ExploredOutcome& a, const ExploredOutcome& b) {
            return a.count != b.count ? a.count > b.count : a.firstTry < b.firstTry;
        });
        atOnce(static_cast<int>(found.outcomes.size()),
               [&](int i) { finish(found.outcomes[static_cast<std::size_t>(i)], i + 1); });
        return found;
    }

private:
    static constexpr std::size_t mostStarts = 3;  // of the shortening of an outcome
    struct Start {
        std::size_t changes = 0;
        int number = 0;
        std::vector<GrantRecord> schedule;
    };

    bool isToStop() const { return m_request.isToStop && m_request.isToStop(); }

    template <class Work>
    void atOnce(int count, Work&& work) {
        const std::vector<int> cpus = processors();
        const int threads = m_request.atOnce > 0 ? m_request.atOnce : 2 * static_cast<int>(cpus.size());
        std::atomic<int> next{0};
        std::vector<std::jthread> all;
        for (int i = 0; i < std::min(threads, count); ++i)
            all.emplace_back([&, i] {
                if (!cpus.empty())
                    stayOn(cpus[cpus.size() - 1 - static_cast<std::size_t>(i) % cpus.size()]);
                for (int mine = next++; mine < count && !isToStop(); mine = next++)
                    work(mine);
            });
    }

    void tryOne(int number) {
        if (m_request.isEnough && m_request.isEnough())
            return;
        auto played = ExploredRun::play(requestOfTry(m_request, number, m_length));
        if (played)
            return take(number, std::move(*played));
        const Locked guard{m_lock};
        if (m_complaint.empty())
            m_complaint = "not all tries could be started: " + played.error().sentence;
    }

    // Of those that are alike the earliest try is kept, whichever thread came first.
    void take(int number, ExploredRun played) {
        if (isToStop())
            return;  // before its end
        const Locked guard{m_lock};
        ++m_tries;
        played.outcome.firstTry = number;
        if (m_request.onTry)
            m_request.onTry(played.outcome);
        if (played.outcome.isFailing)
            keepStart(m_starts[played.key], {played.outcome.changesFound, number, played.outcome.schedule});
        const auto [known, isNew] = m_outcomes.try_emplace(played.key, played.outcome);
        if (isNew)
            return;
        ExploredOutcome& outcome = known->second;
        const int count = outcome.count + 1;
        if (number < outcome.firstTry)
            outcome = std::move(played.outcome);
        outcome.count = count;
    }

    // Of all tries that led there those with the fewest changes, whichever thread came first.
    static void keepStart(std::vector<Start>& starts, Start start) {
        const auto order = [](const Start& each) { return std::pair(each.changes, each.number); };
        starts.insert(std::ranges::upper_bound(starts, order(start), {}, order), std::move(start));
        if (starts.size() > mostStarts)
            starts.pop_back();
    }

    std::vector<std::vector<GrantRecord>> startsOf(const ExploredOutcome& outcome) const {
        std::vector<std::vector<GrantRecord>> schedules;
        for (const Start& start : m_startsOf.at(outcome.firstTry))
            schedules.push_back(start.schedule);
        return schedules;
    }

    // Shortens what fails, and keeps a trace of it.
    void finish(ExploredOutcome& outcome, int rank) {
        RunRequest again = requestOfTry(m_request, outcome.firstTry, m_length);
        again.choosing.kind = ChooserKind::roundRobin;
        const std::string key = keyOf(again, outcome);
        if (outcome.isFailing && outcome.complaint.empty() && m_request.shrinkingRuns > 0)
            outcome.schedule =
                shrunk(startsOf(outcome), m_request.shrinkingRuns,
                       [&](const std::vector<Stretch>& stretches) { return attempt(again, stretches, key); });
        outcome.changes = std::max<std::size_t>(stretchesOf(outcome.schedule).size(), 1) - 1;
        if (!m_request.folder.empty())
            keep(again, outcome, rank, key);
    }

    // As a run again tells it.
    std::string keyOf(RunRequest again, ExploredOutcome& outcome) {
        again.replay = ReplayOrder{outcome.schedule, {}};
        const auto played = ExploredRun::play(std::move(again));
        const bool isSame = played && played->outcome.sentence == outcome.sentence;
        if (!isSame)
            outcome.complaint =
                "a run again led elsewhere: " + (played ? played->outcome.sentence : played.error().sentence);
        return played ? played->key : "";
    }

    std::optional<std::vector<GrantRecord>> attempt(RunRequest again, const std::vector<Stretch>& stretches,
                                                    const std::string& key) const {
        if (isToStop())
            return std::nullopt;
        again.chooser = std::make_shared<StretchChooser>(stretches);
        auto played = ExploredRun::play(std::move(again));
        if (!played || played->key != key)
            return std::nullopt;
        return std::move(played->outcome.schedule);
    }

    void keep(RunRequest again, ExploredOutcome& outcome, int rank, const std::string& key) const {
        again.replay = ReplayOrder{outcome.schedule, {}};
        again.saveTo = m_request.folder / ("outcome-" + std::to_string(rank) + ".heddle");
        outcome.file = again.saveTo;
        const auto played = ExploredRun::play(std::move(again));
        if (!played) {
            outcome.file.reset();
            outcome.complaint = played.error().sentence;
        } else if (played->key != key) {
            outcome.complaint = "a run again led elsewhere: " + played->outcome.sentence;
        }
    }

    const ExploreRequest& m_request;
    std::size_t m_length = 0;  // of the first schedule
    Lock m_lock;
    int m_tries HEDDLE_GUARDED_BY(m_lock) = 0;
    std::map<std::string, ExploredOutcome> m_outcomes HEDDLE_GUARDED_BY(m_lock);
    std::map<std::string, std::vector<Start>> m_starts HEDDLE_GUARDED_BY(m_lock);
    std::map<int, std::vector<Start>> m_startsOf;  // by the outcome's first try
    std::string m_complaint HEDDLE_GUARDED_BY(m_lock);
};

}  // namespace

Result<Exploration> explore(const ExploreRequest& request) {
    if (!request.folder.empty()) {
        std::error_code refusal;
        std::filesystem::create_directories(request.folder, refusal);
        if (refusal)
            return failure("make the folder \"" + request.folder.string() + "\": " + refusal.message());
    }
    return Explorer(request).run();
}

}  // namespace heddle
