// SPDX-License-Identifier: GPL-3.0-or-later
// Where the files are that a trace names, and what stands in them.
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace heddle {

struct SourceText {
    bool isThere = false;
    QString text;
    QString
        objection;  // a sentence: why there is none, or why it may not be that of the run; "": all is well
};

// A trace may name any file of this computer, and be from anywhere: only what ends as a source does, is a
// file and has a size that a person would write is read; a name without a root is looked for in `folders`,
// and stays within them. Nothing is ever run. Thread: any.
SourceText readSource(const QString& name, const QStringList& folders, const QDateTime& recorded = {});

}  // namespace heddle
