// SPDX-License-Identifier: MIT
#include "core/format/CsvFormat.h"

#include "core/event/ShownText.h"
#include "core/format/EventWalk.h"
#include "core/trace/Describe.h"

#include <array>
#include <charconv>

namespace heddle {
namespace {

// Excel and its kin calculate a cell that begins so; some of them also with the full-width forms.
bool looksLikeFormula(std::string_view text) {
    constexpr std::array<std::string_view, 8> signs = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
    return std::any_of(signs.begin(), signs.end(),
                       [&](std::string_view sign) { return text.starts_with(sign); });
}

class CsvWriter {
public:
    CsvWriter(const ExportRequest& request, std::ostream& out)
        : m_request(request), m_out(out), m_describer(request.trace) {}

    void write() {
        m_out << "index,step,startNs,endNs,worker,object,op,phase,outcome,depth,message,value,text,file,line,"
                 "sentence\r\n";
        walkWanted(m_request, m_out, [this](const WalkedEvent& walked) { take(walked); });
    }

private:
    void take(const WalkedEvent& walked) {
        const Event& event = walked.event;
        m_line.clear();
        number(walked.index);
        event.isStep() ? number(walked.step) : nothing();
        number(event.start);
        number(event.end);
        path(event.worker, m_request.trace->names().worker(event.worker));
        path(event.object, m_request.trace->names().object(event.object));
        word(nameOf(event.op));
        word(nameOf(event.phase));
        word(nameOf(event.outcome));
        word(nameOf(event.depth));
        event.message.isNone() ? nothing() : number(event.message.number);
        number(event.value);
        text(walked.text);
        site(m_request.trace->names().site(event.site));
        text(m_describer.inEnglish(walked.index));
        m_line.back() = '\r';
        m_line += '\n';
        m_out << m_line;
    }

    void nothing() { m_line += ','; }
    void word(std::string_view is) {  // one of ours: nothing in it needs quotes
        m_line += is;
        m_line += ',';
    }
    void number(auto is) {
        std::array<char, 24> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), is).ptr;
        word({digits.data(), static_cast<std::size_t>(end - digits.data())});
    }
    template <class Id, class Info>
    void path(Id id, const Info* info) {
        if (id.isNone())
            nothing();
        else if (info)
            text(info->path);
        else
            text(m_describer.names().of(id));
    }
    void site(const SiteInfo* is) {
        if (is == nullptr)
            return word(",");
        text(is->file);
        number(is->line);
    }
    void text(std::string_view raw) {
        m_cell.clear();
        if (looksLikeFormula(raw))
            m_cell += '\'';
        appendShown(m_cell, raw);
        if (m_cell.find_first_of(",\"") == std::string::npos)
            return word(m_cell);
        m_line += '"';
        for (const char byte : m_cell)
            m_line.append(byte == '"' ? 2 : 1, byte);
        m_line += "\",";
    }

    const ExportRequest& m_request;
    std::ostream& m_out;
    Describer m_describer;
    std::string m_line, m_cell;
};

}  // namespace

void writeCsv(const ExportRequest& request, std::ostream& out) {
    CsvWriter(request, out).write();
}

}  // namespace heddle
